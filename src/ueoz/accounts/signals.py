# SPDX-License-Identifier: EUPL-1.2
"""What other apps may want to know at once."""

from django.dispatch import Signal

session_ended = Signal()
"""Sent within the transaction that ends a session of UEOZ, with `account` and `session` (`accounts.Session`)."""
