# SPDX-License-Identifier: EUPL-1.2
"""What was done, by whom, on what, when and from where: written once, never changed."""
