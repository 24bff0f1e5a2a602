# SPDX-License-Identifier: EUPL-1.2
"""Everybody's telephone (`telefon.localhost`): messages, and what it is asked to approve."""
