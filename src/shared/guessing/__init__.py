# SPDX-License-Identifier: EUPL-1.2
"""Doors with a password, and a limit to guessing at them (django-axes), the same at every site."""
