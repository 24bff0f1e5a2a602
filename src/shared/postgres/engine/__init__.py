# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL as Django knows it, asked less often whether it is still there."""
