# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL that needs nobody's permission, and Polish order of words in it."""
