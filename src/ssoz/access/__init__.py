# SPDX-License-Identifier: EUPL-1.2
"""Persons, profiles, roles, permissions; one `require()`."""
