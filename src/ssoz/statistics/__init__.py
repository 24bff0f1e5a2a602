# SPDX-License-Identifier: EUPL-1.2
"""From accepted reports to data sets, from data sets to output tables."""
