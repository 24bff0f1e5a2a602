# SPDX-License-Identifier: EUPL-1.2
"""A small form with one of everything the page can show."""

from engine.answers import Change, Sheet, add_row, apply
from engine.definitions import FormDefinition, load

WARDS = {"4000": "oddział chorób wewnętrznych", "4500": "oddział chirurgiczny ogólny", "4401": "oddział pediatryczny"}
KINDS = {"1": "szpital kliniczny", "2": "inny szpital ogólny"}
MANY = {f"{number:04d}": f"specjalność {number}" for number in range(60)}

FORM = """
form: MZ-T
edition: 2025
title: {pl: Sprawozdanie szpitala, en: Report of a hospital}
status: reconstructed
sections:
- code: d1
  title: {pl: Dane ogólne, en: General}
  note: "Stan w dniu **31 XII**. <script>alert(1)</script>"
  table:
    columns:
    - {code: k1, title: Wartość}
    rows:
    - {code: w01, title: Rodzaj szpitala, type: code, list: kinds}
    - {code: w02, title: Akredytacja, type: bool}
    - {code: w03, title: Data akredytacji, type: date, indent: 1}
    - {code: w04, title: Uwagi, type: text}
    - {code: w05, title: Specjalność, type: code, list: many}
- code: d2
  title: Oddziały
  table:
    columns:
    - {code: k1, title: razem, group: [Łóżka]}
    - {code: k2, title: dla dzieci, group: [Łóżka]}
    - {code: k3, title: Przyjęci}
    - {code: k4, title: Koszty, type: money(2)}
    rows:
    - {code: w01, title: Ogółem, computed: "sum(d2[*, .])"}
    dynamic: {min: 0, max: 3, key: {code: oddzial, title: Oddział, type: code, list: wards}}
- code: d3
  title: Sale
  table:
    columns:
    - {code: k1, title: Liczba}
    - {code: k2, title: Zabiegi}
    rows:
    - {code: w01, title: Sale operacyjne}
    - {code: w02, title: Stoły}
    closed: ["w02.k2"]
"""


def hospital() -> FormDefinition:
    return load(FORM, path="mz-t.yaml", code_lists={"wards": WARDS, "kinds": KINDS, "many": MANY})


def filled(definition: FormDefinition, **cells: str) -> Sheet:
    """A sheet with these texts typed in; `d2_r1_k1="36"`, rows that are named are added first."""
    sheet = Sheet.empty()
    addresses = {name.replace("_", "."): text for name, text in cells.items()}
    for _row in sorted({address.split(".")[1] for address in addresses if address.startswith("d2.r")}):
        sheet, _added = add_row(definition, sheet, "d2")
    applied = apply(definition, sheet, [Change(address, None, text) for address, text in addresses.items()])
    assert not applied.problems
    return applied.sheet
