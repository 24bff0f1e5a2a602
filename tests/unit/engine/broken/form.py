# SPDX-License-Identifier: EUPL-1.2
"""One form that uses every key, and what is done to it: a piece exchanged, the line of the mistake, what is told.

The line is that of the first line of the new text, unless `at` names a text on another line. `near`: the name
suggested. `seen`: whether an editor sees it too, by the published schema.
"""

from dataclasses import dataclass

FORM = """\
form: MZ-29
edition: 2025
title: {pl: Szpital, en: Hospital}
source: wzór próbny
legal:
  act: ustawa o statystyce publicznej
  programme: "1.29.07"
  confidentiality: activity
kind: nonfinancial
subject: general
period: year
versions: [preliminary, final]
due:
  preliminary: {unit: 2026-02-28}
  final: {unit: 2026-07-01, supervisor: 2026-07-31}
status: reconstructed
owed_by: [hospital]
zero: false
after: [MZ-88]
reads: [MZ-11]
reasons:
  remont: Remont oddziału
crosswalk:
  from: 2024
  cells:
    d1[w02,k1]: d1[w01,k1] + d1[w02,k1]
  new: ["d1[w03,*]"]
  dropped: ["d1[w09,*]"]
sections:
- code: d1
  symbol: "1"
  title: Łóżka
  note: "**Uwaga**"
  table:
    columns:
    - code: k1
      title: Łóżka
      group: [Stan, w tym]
      type: int
      min: 0
      max: 5000
      required: true
    - code: k2
      title: Średnio
      type: dec(2)
      dims: {AGE: Y_LT18}
    - code: k3
      title: Przychody
      type: money(2)
    - code: k4
      title: Razem
      computed: d1[., k1] + d1[., k2]
    rows:
    - code: w01
      title: Ogółem
      computed: sum(d1[w02..w03, .])
    - code: w02
      title: Chirurgia
      indent: 1
      group: [Zabiegowe]
      dims: {WARD: S}
    - code: w03
      title: Interna
    - code: w04
      title: Data
      type: date
    - code: w05
      title: Kod
      type: code
      list: wards
      where: "45*|46*"
    closed: [w04.*, w05.k4]
- code: d2
  title: Oddziały
  table:
    columns:
    - code: k1
      title: Łóżka
    - code: k2
      title: Uwagi
      type: text
      max: 100
    dynamic:
      min: 1
      max: 300
      unique: true
      key:
        code: oddzial
        title: Oddział
        type: code
        list: wards
- code: d3
  title: Karta
  fields:
  - code: plec
    title: Płeć
    type: code
    list: sex
  - code: wiek
    title: Wiek
    type: int
  - code: przyjety
    title: Przyjęty
    type: bool
checks:
- id: "29-01"
  severity: error
  level: 1
  foreach: r in d2.rows
  check: d2[r,k1] <= d1[w01,k1]
  message: Wiersz {r}
  target: d2[r,k1]
  examples:
    pass: {d2.r1.k1: 1}
    fail: {d2.r1.k1: 9000}
- id: "29-02"
  severity: warning
  check: d1[w02,k1] < 100
  explain: [remont]
"""
LISTS = {"wards": {"4500": "chirurgia"}, "sex": {"1": "kobieta", "2": "mężczyzna"}}


@dataclass(frozen=True)
class Broken:
    old: str
    new: str
    words: str
    near: str = ""
    at: str = ""
    seen: bool = False

    @property
    def text(self) -> str:
        assert FORM.count(self.old) >= 1, self.old
        return FORM.replace(self.old, self.new, 1)

    @property
    def line(self) -> int:
        place = self.text.index(self.at) if self.at else FORM.index(self.old)
        return self.text[:place].count("\n") + 1
