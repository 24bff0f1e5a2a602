# SPDX-License-Identifier: EUPL-1.2
"""An output table as people take it away: figures, workbook, separated values, map."""
