# SPDX-License-Identifier: EUPL-1.2
"""Mail that goes nowhere: a server that keeps it, and pages that show it by address (`poczta.localhost`)."""
