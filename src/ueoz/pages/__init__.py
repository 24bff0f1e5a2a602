# SPDX-License-Identifier: EUPL-1.2
"""Pages that ask nobody who they are: what UEOZ is, help, terms, privacy, accessibility, and what went wrong."""
