# SPDX-License-Identifier: EUPL-1.2
"""The outside world of demo, tests and trainings: an identity provider where one click makes one somebody else.

Never part of an installation that works with real people: it refuses to start there.
"""
