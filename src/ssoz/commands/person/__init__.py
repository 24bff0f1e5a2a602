# SPDX-License-Identifier: EUPL-1.2
"""What the law gives a person: all that is known of them, and to be forgotten as far as it goes."""
