# SPDX-License-Identifier: EUPL-1.2
"""What an operator's monitor asks: is the process alive, may it get requests."""
