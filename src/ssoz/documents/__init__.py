# SPDX-License-Identifier: EUPL-1.2
"""A report on paper and in a workbook: blank and filled forms, and the receipt of what was sent."""
