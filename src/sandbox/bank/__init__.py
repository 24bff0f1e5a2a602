# SPDX-License-Identifier: EUPL-1.2
"""Banks that do not exist (`bank.localhost`): choose one, say who you are, go back."""
