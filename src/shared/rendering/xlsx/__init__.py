# SPDX-License-Identifier: EUPL-1.2
"""Workbooks: what of a stranger's file can be opened at all, and where its cells are merged."""
