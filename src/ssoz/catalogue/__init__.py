# SPDX-License-Identifier: EUPL-1.2
"""The catalogue: editions of forms as published."""
