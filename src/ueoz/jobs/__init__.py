# SPDX-License-Identifier: EUPL-1.2
"""What happens after the page has answered, in the same database."""
