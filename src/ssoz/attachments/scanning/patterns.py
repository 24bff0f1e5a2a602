# SPDX-License-Identifier: EUPL-1.2
"""The rules of `unsafe.yar` over bytes."""

from functools import cache
from pathlib import Path

import yara_x

from ssoz.attachments.scanning.dangers import Danger, Found

SECONDS = 10


def look(content: bytes) -> None:
    """Raise the danger of the first rule that holds."""
    for rule in _scanner().scan(content).matching_rules:
        danger = dict(rule.metadata)["danger"]
        raise Found(Danger(danger), rule.identifier)


@cache
def _scanner() -> yara_x.Scanner:
    rules = yara_x.compile(Path(__file__).with_name("unsafe.yar").read_text(encoding="utf-8"))
    scanner = yara_x.Scanner(rules)
    scanner.set_timeout(SECONDS)
    return scanner
