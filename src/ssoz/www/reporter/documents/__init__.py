# SPDX-License-Identifier: EUPL-1.2
"""A report taken away and brought back: receipts, papers, workbooks."""
