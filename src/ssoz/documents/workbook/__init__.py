# SPDX-License-Identifier: EUPL-1.2
"""A report as a workbook: written with its formulas and lists, read back cell by cell, compared before it is taken."""
