# SPDX-License-Identifier: EUPL-1.2
"""A storm over a sheet: a real browser against real processes which are killed at random while people type."""
