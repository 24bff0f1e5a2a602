# SPDX-License-Identifier: EUPL-1.2
"""A tiny form, its groups, and a small country of sheets."""

import random

from engine.answers import Sheet
from engine.definitions import FormDefinition, load
from engine.tabulation import Entry, Grouping, OutputTable, load_grouping, load_table

FORM = """
form: T-1
edition: 2025
title: Mały szpital
sections:
- code: d1
  title: Dane ogólne
  table:
    columns:
    - {code: k1, title: Wartość, type: int}
    rows:
    - {code: w01, title: Charakter, type: code, list: character}
    - {code: w02, title: Czas pracy, type: dec(2)}
    - {code: w03, title: Uwagi, type: text}
- code: d2
  title: Oddziały
  table:
    columns:
    - {code: k1, title: Łóżka}
    - {code: k2, title: W tym dla dzieci}
    rows:
    - {code: w01, title: Ogółem, computed: "sum(d2[*, .])"}
    dynamic: {key: {code: ward, title: Oddział, type: code, list: wards}}
- code: d3
  title: Porody
  table:
    columns:
    - {code: k1, title: Liczba}
    rows:
    - {code: w01, title: Porody, computed: "sum(d3[w02..w04, .])"}
    - {code: w02, title: Fizjologiczne}
    - {code: w03, title: Cięcia}
    - {code: w04, title: Inne}
- code: d4
  title: Sprzęt
  table:
    columns:
    - {code: k1, title: Liczba}
    closed: [w01.k1]
    rows:
    - {code: w01, title: Razem}
    dynamic: {key: {code: nazwa, title: Nazwa, type: text}}
"""

GROUPS = """
groups: wards
title: Grupy oddziałów
source: test
items:
- {code: surgery, title: Chirurgia, codes: ["45*"]}
- {code: burns, title: Oparzenia, codes: ["4554"]}
- {code: internal, title: Choroby wewnętrzne, codes: ["4000", "4002"]}
residual: {code: other, title: Pozostałe}
"""

WARDS = ("4000", "4002", "4500", "4510", "4554", "4700")
AREAS = ("02", "04", "06")


def tiny_form() -> FormDefinition:
    lists = {"character": {"S": "stacjonarny", "D": "dzienny"}, "wards": dict.fromkeys(WARDS, "")}
    return load(FORM, path="t-1.yaml", code_lists=lists)


def groups() -> dict[str, Grouping]:
    return {"wards": load_grouping(GROUPS, "wards.yaml")}


def table_of(*columns: str, where: str = "", by: bool = False) -> OutputTable:
    """Columns as `code: expression`."""
    lines = ["table: t", "title: Tablica", "form: T-1", "source: MZ"]
    lines += [f"where: '{where}'"] if where else []
    lines += ["by: {rows: d2, groups: wards, title: Oddział}"] if by else []
    lines += ["columns:"]
    for column in columns:
        code, _, value = column.partition(": ")
        lines += [f"- code: {code}", f"  title: {code}", f"  value: '{value}'"]
    return load_table("\n".join(lines), "t.yaml")


def entry(number: int, area: str, cells: dict[str, int | str], wards: tuple[tuple[str, int, int], ...] = ()) -> Entry:
    """A report with its wards as (code, beds, for children)."""
    cells = dict(cells)
    for index, (code, beds, children) in enumerate(wards, 1):
        cells |= {f"d2.r{index}.ward": code, f"d2.r{index}.k1": beds, f"d2.r{index}.k2": children}
    sheet = Sheet(cells, {"d2": tuple(f"r{index}" for index in range(1, len(wards) + 1))})
    return Entry(f"report-{number}", {"voivodeship": area, "kind": "hospital"}, sheet)


def country(seed: int, size: int) -> list[Entry]:
    chance = random.Random(seed)
    return [_random_entry(number, chance) for number in range(size)]


def _random_entry(number: int, chance: random.Random) -> Entry:
    cells: dict[str, int | str] = {}
    for address, top in (("d1.w02.k1", 10_000), ("d3.w02.k1", 50), ("d3.w03.k1", 50), ("d3.w04.k1", 5)):
        if chance.random() < 0.8:
            cells[address] = chance.randrange(top)
    if chance.random() < 0.9:
        cells["d1.w01.k1"] = chance.choice("SD")
    wards = tuple(
        (chance.choice(WARDS), chance.randrange(60), chance.randrange(10)) for _ in range(chance.randrange(4))
    )
    return entry(number, chance.choice(AREAS), cells, wards)
