# SPDX-License-Identifier: EUPL-1.2
"""Checks of a form as linear constraints, and whole numbers that satisfy them."""
