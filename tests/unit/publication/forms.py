# SPDX-License-Identifier: EUPL-1.2
"""Tiny forms for the tests of the gate."""

from engine.checks import compile_form
from engine.definitions import FormDefinition, load
from engine.publication import Examination, examine
from engine.publication.system import Says, System

LISTS = {"kody": {"4000": "chorób wewnętrznych", "4500": "chirurgiczny"}}
HEAD = """\
form: T-1
edition: 2025
title: {pl: Próba, en: Trial}
due: {unit: 2026-02-25}
"""
TABLE = """\
sections:
- code: d1
  title: {pl: Łóżka, en: Beds}
  table:
    columns:
    - {code: k1, title: {pl: Razem, en: Total}, max: 100}
    - {code: k2, title: {pl: Dzieci, en: Children}, max: 100}
    rows:
    - {code: w01, title: {pl: Pierwszy, en: First}}
    - {code: w02, title: {pl: Drugi, en: Second}}
    - {code: w03, title: {pl: Trzeci, en: Third}}
"""
ADDED = """\
sections:
- code: d1
  title: {pl: Razem, en: Total}
  table:
    columns: [{code: k1, title: "", max: 100}]
    rows: [{code: w01, title: "", required: true}]
- code: d2
  title: {pl: Oddziały, en: Wards}
  table:
    columns:
    - {code: k1, title: {pl: Łóżka, en: Beds}, max: 100, required: true}
    - {code: k2, title: {pl: Dzieci, en: Children}, max: 100, required: true}
    - {code: k3, title: {pl: Reszta, en: Rest}, computed: "d2[., k1] - d2[., k2]"}
    dynamic: {min: 1, max: 5, key: {code: kod, title: {pl: Kod, en: Code}, type: code, list: kody}}
"""


def definition(checks: str = "", table: str = TABLE, head: str = HEAD, lists: object = LISTS) -> FormDefinition:
    text = head + table + (f"checks:\n{checks}" if checks else "")
    return load(text, path="t-1.yaml", code_lists=lists)  # type: ignore[arg-type]  # None is tried too


def listed(*checks: str, severity: str = "error") -> str:
    """Checks 1, 2, … with nothing but their conditions; `r: …` goes over rows of d2."""
    lines = []
    for number, text in enumerate(checks, 1):
        loop, colon, condition = text.partition(": ")
        lines += [f"- id: '{number}'", f"  severity: {severity}", f"  check: '{condition if colon else text}'"]
        lines += [f"  foreach: {loop}"] if colon else []
    return "\n".join(lines)


def verdicts(*checks: str, table: str = TABLE, severity: str = "error", head: str = HEAD) -> dict[str, Says]:
    """What is said of each check about which anything is said, by its key."""
    found = system(*checks, table=table, severity=severity, head=head)
    return {found.keys[one.place]: one.says for one in found.verdicts()}


def system(*checks: str, table: str = TABLE, severity: str = "error", head: str = HEAD) -> System:
    compiled = compile_form(definition(listed(*checks, severity=severity), table, head))
    return System(compiled, {})


def examined(checks: str = "", table: str = TABLE, head: str = HEAD, *, deep: bool = True) -> Examination:
    return examine(definition(checks, table, head), deep=deep)


def refusals(checks: str = "", table: str = TABLE, head: str = HEAD) -> list[str]:
    return [problem.message for problem in examined(checks, table, head).refusals]


def notes(checks: str = "", table: str = TABLE, head: str = HEAD) -> list[str]:
    return [problem.message for problem in examined(checks, table, head).notes]
