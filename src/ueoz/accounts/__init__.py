# SPDX-License-Identifier: EUPL-1.2
"""Accounts of people, their sessions, their addresses."""
