# SPDX-License-Identifier: EUPL-1.2
"""Pages of output tables and maps."""
