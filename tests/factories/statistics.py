# SPDX-License-Identifier: EUPL-1.2
"""A small country with accepted reports of the tiny form, and tables declared over it."""

from pathlib import Path

from engine.tabulation import OutputTable, load_table
from ssoz.access.actors import SYSTEM
from ssoz.catalogue.models import Edition
from ssoz.catalogue.operations import publish
from ssoz.statistics.models import DataSet
from ssoz.statistics.operations import build_dataset
from tests.factories import registers, reports

BEDS = """
table: lozka
number: "1"
title: {pl: Łóżka w szpitalach, en: Beds in hospitals}
form: T-1
unit: {pl: Stan w dniu 31 XII, en: As of 31 December}
source: {pl: Ministerstwo Zdrowia, en: Ministry of Health}
note: Bez szpitali więziennych.
columns:
- {code: szpitale, title: {pl: Szpitale, en: Hospitals}, value: reports()}
- {code: lozka, title: {pl: ogółem, en: total}, group: [{pl: Łóżka, en: Beds}], value: "sum(d1[w01,k1])"}
- {code: dzieci, title: w tym dla dzieci, group: [{pl: Łóżka, en: Beds}], value: "sum(d1[w01,k2])"}
- {code: na_10_tys, title: na 10 tys. ludności, unit: łóżka, value: lozka / population(12-31) * 10000, format: "0.0"}
- {code: na_szpital, title: na szpital, value: lozka / szpitale, format: "0.00"}
"""

WARDS = """
form: T-2
edition: 2025
title: Oddziały na próbę
owed_by: [hospital]
sections:
- code: d1
  title: Oddziały
  table:
    columns:
    - {code: k1, title: Łóżka}
    rows: [{code: w01, title: Ogółem, computed: "sum(d1[*, .])"}]
    dynamic: {max: 50, key: {code: oddzial, title: Oddział, type: code, list: ministry-codes-8, where: "4*"}}
"""

BY_WARD = """
table: oddzialy
number: "2"
title: {pl: Oddziały, en: Wards}
form: T-2
source: Ministerstwo Zdrowia
by: {rows: d1, groups: ward-groups, residual: "99", title: {pl: Oddział, en: Ward}}
columns:
- {code: oddzialy, title: Oddziały, value: rows(d1)}
- {code: lozka, title: Łóżka, value: "sum(d1[rows,k1])"}
"""


def declared(folder: Path, *texts: str) -> Path:
    """A folder of declared tables."""
    for index, text in enumerate(texts or (BEDS, BY_WARD)):
        (folder / f"{index}.yaml").write_text(text, encoding="utf-8")
    return folder


def beds() -> OutputTable:
    return load_table(BEDS, "lozka.yaml")


def ward_edition() -> Edition:
    return publish(by=SYSTEM, text=WARDS, path="t-2.yaml")


def hospitals(**beds_by_voivodeship: tuple[int, ...]) -> DataSet:
    """`hospitals(v02=(10, 20))`: two hospitals with accepted reports; the data set made of all of them."""
    edition = reports.tiny()
    for name, beds in beds_by_voivodeship.items():
        for number in beds:
            unit = registers.unit(voivodeship=name.removeprefix("v"))
            reports.report_at(reports.ACCEPTED, unit, edition, {"d1.w02.k1": str(number), "d1.w02.k2": "1"})
    made = build_dataset(by=SYSTEM, round=reports.round_of(edition).public_id)
    assert made is not None
    return made
