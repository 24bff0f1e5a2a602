# SPDX-License-Identifier: EUPL-1.2
"""Commands for a terminal."""
