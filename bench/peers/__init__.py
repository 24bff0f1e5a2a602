# SPDX-License-Identifier: EUPL-1.2
"""Other engines beside ours: the same form, the same checks, the same reports, the same verdicts, then the time.

They live in an environment of their own, made here on first use; nothing of the product imports them.
case: what is measured · languages: our trees in their languages · drivers: one program a peer · ours: the same of
ours · country: all reports at once · runner: starts the drivers · table: targets, ratios, README.
"""
