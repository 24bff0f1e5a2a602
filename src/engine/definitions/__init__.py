# SPDX-License-Identifier: EUPL-1.2
"""Form definitions: one YAML file per edition of a form, read, checked and frozen.

    definition = load(text, path="forms/2025/mz-29.yaml", code_lists={"ministry-codes-8": {"4000": "Oddział …", …}})

`load` looks at the shape of the file, `engine.checks.compile_form` at the meaning of its expressions; both raise
DefinitionError with all problems. A code list given as a mapping brings the labels of its codes; the caller decides
what is allowed (generated codes included). Without `code_lists` every code that fits `where` is taken.

All keys of a file (*: required). Codes are small letters and digits (d2, w01, k1, oddzial); `symbol` is what is printed
and is made from the code unless given (w01 → 01, d2a → 2A). A `title` is a text or {pl: …, en: …}. Numbers as symbols
may stay without quotes.

    extends: ../2024/mz-29.yaml      a file, or MZ-29/2024; only what is different follows, see `extending`
    remove: [d3, "d2[w05,*]"]        what of the other form is left out; with extends a section, column, row, field
                                     or check may also have a place, after: w04 or before: w04
    form*: MZ-29
    edition*: 2025
    title*: {pl: …, en: …}
    note: |                          markdown, shown above the form
    source: where the form was read
    legal: {act: …, programme: "1.29.07", confidentiality: personal | financial | activity}
    kind: nonfinancial | financial | card
    subject: general | psychiatry | addiction
    period: year | half_year | quarter | month | school_year | event
    versions: [preliminary, final]
    due: {unit: 2026-02-25, supervisor: 2026-06-30, aggregate: 2026-07-31}
                                     or by version: {preliminary: {unit: …}, final: {unit: …}}
    status: official | reconstructed (default)
    owed_by: [hospital, entity]      kinds of units; ["*"] (default): every reporting unit
    zero: true                       may be sent as a zero form
    after: [MZ-88]                   forms that have to be sent before
    reasons: {remont: "Remont oddziału", inne: {pl: "Inna przyczyna", en: "Another cause"}}   labels of `explain`
    reads: [MZ-88]                   forms whose cells checks may read without waiting for them; `after` implies it
    stable: ["d1[*,*]", "d2[*,k1]"]  cells that mostly stay as they were: carried over from the period before when asked
                                     for; with the key among them (d2[*,oddzial]) added rows are made, too
    crosswalk:                       this edition on the left, the one before on the right; see `crosswalk`
      from*: 2024
      cells: {"d2[w05,k1]": "d2[w04,k1]", "d2[*,k4]": "d2[*,k3]", "d3[w01,k1]": "d3[w01,k1] + d3[w02,k1]"}
      new: ["d2[w06,*]"]             asked for the first time
      dropped: ["d3[w09,k2]"]        no longer asked for
    sections*:
    - code*: d2
      symbol: "2"
      title*: Działalność oddziałów
      note: markdown
      fields:                        a single record (card) instead of a table: one answer each, at d1.plec.k1,
      - {code*: plec, symbol: "4", title: Płeć, type: code, list: …, required: true}      keys as those of a row
      table:
        columns*:
        - code*: k1
          symbol: "1"
          title: Łóżka
          group: [Łóżka, w tym]      nested headings above the column
          type: int                  dec(2) may also be written as type: dec, scale: 2
          min: 0
          max: 9999
          required: true
          computed: "d2[., k2] + d2[., k3]"
          dims: {AGE: Y_LT18}
        rows:                        fixed rows
        - code*: w01
          symbol: "01"
          title: Ogółem
          group: [Pracujący, w tym]  nested headings left of the row
          indent: 0                  0 to 5
          required: true
          computed: "sum(d2[*, .])"
          type: bool                 a row may set the type of its cells (with min, max, list, where)
          dims: {…}
        dynamic:                     rows that people add, after the fixed ones
          min: 0
          max: 300
          unique: false              true: no key twice
          key*: {code*: oddzial, title: Kod oddziału, type: code, list: ministry-codes-8, where: "4*"}
        closed: ["w03.k2", "w04.*"]  cells printed as ×: row.column, * stands for anything
    checks:
    - id*: "29-04"                   stable, shown to people
      check*: "d2[r,k2] <= d2[r,k1]" the language: docs/checks/language.md
      foreach: "r in d2.rows"        or a list, or "r in d2.rows, c in d2.columns[k1..k15]"; without brackets: all rows
                                     or columns not computed; rows mean the added ones too; may also begin the check:
                                     check: "foreach r in d2.rows: d2[r,k2] <= d2[r,k1]"
      severity: error (default) | warning
      level: 1                       0 structure, 1 this report, 2 prior periods, 3 register, 4 other forms; told from
                                     what the check reads unless given
      message: "W wierszu {r} łóżek dla dzieci ({d2[r,k2]}) jest więcej niż łóżek ({d2[r,k1]})."
                                     expressions in braces, or {pl: …, en: …}; made from labels and values unless given
      target: "d2[r,k2]"             the cell the finding points at; the first one read unless given
      explain: [remont, inne]        a warning's reason codes
      note: why                      shown with the check
      examples:                      values as people type them; rows are added by address
        pass: {d2.r1.oddzial: 4500, d2.r1.k1: 36, d2.r1.k2: 30}
        fail:                        short form: only cells; long form:
          cells: {d2.r1.k1: 36, d2.r1.k2: 40}
          prior: {…}
          forms: {MZ-88: {…}}
          unit: {kind: hospital}
          period: {start: 2025-01-01, end: 2025-12-31}

Types: int · dec(1) … dec(6) · money (whole złoty) · money(2) (grosze) · text (max: longest length) · date ·
code (list, where: "47*|27*") · bool. Numbers are not negative unless `min: null` or a lower limit is given. A computed
column beats a computed row where they cross (a ratio of totals, not a total of ratios); a computed row leaves text,
date, code and bool columns closed.

The same as a JSON Schema, for editors: docs/schema/form.json (`schema`). A form file names it in its second line:
`# yaml-language-server: $schema=../../docs/schema/form.json`.

Addresses: `d2.w01.k1` in fixed rows, `d2.r3.k1` in added ones, whose key cell is `d2.r3.oddzial`.
"""

from engine.definitions.crosswalk import Translation, crosswalk_problems, translation
from engine.definitions.errors import DefinitionError, Problem, UnknownCell, UnknownForm
from engine.definitions.forms import EVERYBODY, CellSpec, FormDefinition, canonical
from engine.definitions.loader import load
from engine.definitions.models import (
    ADDED_ROW,
    CellType,
    Check,
    Column,
    Dates,
    Dynamic,
    Example,
    Row,
    Section,
    Table,
    Text,
    Version,
)
from engine.definitions.spots import ADDED, Spot
from engine.definitions.stable import stable_spots
from engine.definitions.standalone import standalone

__all__ = [
    "ADDED",
    "ADDED_ROW",
    "EVERYBODY",
    "CellSpec",
    "CellType",
    "Check",
    "Column",
    "Dates",
    "DefinitionError",
    "Dynamic",
    "Example",
    "FormDefinition",
    "Problem",
    "Row",
    "Section",
    "Spot",
    "Table",
    "Text",
    "Translation",
    "UnknownCell",
    "UnknownForm",
    "Version",
    "canonical",
    "crosswalk_problems",
    "load",
    "stable_spots",
    "standalone",
    "translation",
]
