# SPDX-License-Identifier: EUPL-1.2
"""Pages of an account: the way in, the way to activate it, and the account itself."""
