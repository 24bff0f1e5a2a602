# SPDX-License-Identifier: EUPL-1.2
"""Pages of a reporter: the lists of reports and the sheet on which one is filled in."""
