# SPDX-License-Identifier: EUPL-1.2
"""What other apps may want to know at once."""

from django.dispatch import Signal

session_ended = Signal()
"""Sent after the commit, with `account` and `session` (`accounts.Session`), once a session of UEOZ is over."""
