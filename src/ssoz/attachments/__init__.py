# SPDX-License-Identifier: EUPL-1.2
"""Files that people attach: kept apart until scanned, never readable when unsafe, their signatures put into words."""
