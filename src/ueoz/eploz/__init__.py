# SPDX-License-Identifier: EUPL-1.2
"""Accounts of e-PLOZ, and their migration to UEOZ."""
