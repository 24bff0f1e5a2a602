# SPDX-License-Identifier: EUPL-1.2
"""What happens after the page has answered: jobs in the same database, and which event asks for which."""
