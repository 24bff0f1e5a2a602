# SPDX-License-Identifier: EUPL-1.2
"""The audit trail as a page: who did what, when, on which object and from where."""
