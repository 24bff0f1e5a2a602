# SPDX-License-Identifier: EUPL-1.2
"""The people one can be in the sandbox."""
