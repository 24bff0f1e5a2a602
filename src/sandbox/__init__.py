# SPDX-License-Identifier: EUPL-1.2
"""The outside world of demo, tests and trainings: national node, trusted profile, telephones, banks, mail.

Never part of an installation that works with real people: it refuses to start there.
"""
