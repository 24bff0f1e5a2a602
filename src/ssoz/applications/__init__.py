# SPDX-License-Identifier: EUPL-1.2
"""Applications for roles: the wizard's draft, numbers, life, decisions."""
