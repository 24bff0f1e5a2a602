# SPDX-License-Identifier: EUPL-1.2
"""Broken form files and expressions: each feature misused once."""
