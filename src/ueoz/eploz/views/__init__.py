# SPDX-License-Identifier: EUPL-1.2
"""Pages of the migration, and of those who help with it."""
