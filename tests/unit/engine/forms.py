# SPDX-License-Identifier: EUPL-1.2
"""A small hospital form for the tests of the engine."""

from engine.answers import Change, Sheet, apply
from engine.definitions import FormDefinition, load

CODES = {
    "ministry-codes-8": {"4000": "chorób wewnętrznych", "4500": "chirurgiczny ogólny", "1270": "poradnia gruźlicy"}
}

FORM = """
form: MZ-29
edition: 2025
title: {pl: Sprawozdanie o działalności szpitala, en: Report of a hospital}
reasons: {remont: Remont oddziału}
sections:
- code: d1
  title: Dane ogólne
  table:
    columns: [{code: k1, title: Odpowiedź}]
    rows:
    - {code: w01, title: Rodzaj szpitala, type: code, list: ministry-codes-8}
    - {code: w02, title: Akredytacja, type: bool}
    - {code: w03, title: Data certyfikatu, type: date}
    - {code: w04, title: Uwagi, type: text, max: 20}
    - {code: w05, title: Przychody, type: money}
    - {code: w06, title: Wynik, type: money(2), min: null}
- code: d2
  title: Oddziały
  table:
    columns:
    - {code: k1, title: Łóżka, required: true, max: 5000}
    - {code: k2, title: w tym dla dzieci}
    - {code: k3, title: Średnia liczba łóżek, type: dec(1)}
    - {code: k4, title: Razem, computed: "d2[., k1] + d2[., k2]"}
    rows:
    - {code: w01, title: Ogółem, computed: "sum(d2[*, .])"}
    dynamic: {min: 1, max: 3, key: {code: oddzial, title: Oddział, type: code, list: ministry-codes-8, where: "4*"}}
    closed: [w01.k3]
"""
READING = FORM.replace("reasons:", "reads: [MZ-88]\nreasons:")  # may read another form
CHECK = """
- id: 29-04
  foreach: r in d2.rows
  check: d2[r,k2] <= d2[r,k1]
"""


def definition(checks: str = CHECK, form: str = FORM) -> FormDefinition:
    return load(f"{form}checks:{checks or ' []'}", path="mz-29.yaml", code_lists=CODES)


def changed(form: FormDefinition, sheet: Sheet, **cells: str) -> Sheet:
    """A sheet with cells typed in: `d2_r1_k1="36"`."""
    changes = [Change(address.replace("_", "."), None, text) for address, text in cells.items()]
    applied = apply(form, sheet, changes)
    assert not applied.problems
    return applied.sheet


def wards(form: FormDefinition, *rows: tuple[str, str, str]) -> Sheet:
    """A sheet with wards: code, beds, beds for children."""
    names = tuple(f"r{number}" for number in range(1, len(rows) + 1))
    sheet = Sheet({}, {"d2": names})
    for name, (code, beds, children) in zip(names, rows, strict=True):
        typed = {f"d2_{name}_oddzial": code, f"d2_{name}_k1": beds, f"d2_{name}_k2": children}
        sheet = changed(form, sheet, **typed)
    return sheet
