# SPDX-License-Identifier: EUPL-1.2
"""Registers: units, territory, code lists, all with the dates between which they hold."""
