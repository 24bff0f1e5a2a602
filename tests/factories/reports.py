# SPDX-License-Identifier: EUPL-1.2
"""Reports for tests: `report_at(TO_VERIFY)` is one that was really filled in and sent, by operations.

Actors here are plain: nobody has to sign in. The tiny form has a computed row, an added row, an error and a warning.
"""

from collections.abc import Mapping
from datetime import date

from engine.answers import Change
from ssoz.access.actors import SYSTEM, Actor
from ssoz.catalogue.models import Edition
from ssoz.catalogue.operations import publish
from ssoz.catalogue.queries import definition
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.models import Report
from ssoz.reports.operations.opening import empty_sheet
from ssoz.rounds.enums import RoundStatus
from ssoz.rounds.models import Obligation, Round
from tests.factories import registers

TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus

TINY = """
form: T-1
edition: {year}
title: Łóżka na próbę
kind: {kind}
subject: {subject}
zero: true
owed_by: [hospital]
reasons: {{remont: Remont, inne: Inna przyczyna}}
sections:
- code: d1
  title: Łóżka
  table:
    columns:
    - {{code: k1, title: Łóżka}}
    - {{code: k2, title: w tym dla dzieci}}
    rows:
    - {{code: w01, title: Ogółem, computed: "sum(d1[w02..w03, .])"}}
    - {{code: w02, title: Oddziały zachowawcze}}
    - {{code: w03, title: Oddziały zabiegowe}}
- code: d2
  title: Oddziały
  table:
    columns:
    - {{code: k1, title: Chorzy}}
    dynamic: {{min: 0, max: 3, key: {{code: nazwa, title: Nazwa, type: text}}}}
checks:
- id: T-01
  foreach: w in d1.rows
  check: d1[w,k2] <= d1[w,k1]
  message: Łóżek dla dzieci nie może być więcej niż łóżek.
  examples: {{pass: {{d1.w02.k1: 2, d1.w02.k2: 1}}, fail: {{d1.w02.k1: 1, d1.w02.k2: 2}}}}
- id: T-02
  severity: warning
  check: d1[w02,k1] <= 1000
  explain: [remont, inne]
  message: Bardzo dużo łóżek.
  examples: {{pass: {{d1.w02.k1: 1000}}, fail: {{d1.w02.k1: 1001}}}}
"""
CLEAN = {"d1.w02.k1": "10", "d1.w02.k2": "4", "d1.w03.k1": "20", "d1.w03.k2": "1"}
WRONG = {"d1.w02.k1": "10", "d1.w02.k2": "11"}
ODD = {"d1.w02.k1": "2000", "d1.w02.k2": "4"}


def filler(unit: Unit, person: int = 101, role: str = "reporter_nonfinancial") -> Actor:
    return Actor(
        person_id=person,
        person_name=f"Wypełniająca {person}",
        profile_id=person,
        unit_id=unit.pk,
        unit_name=unit.name,
        unit_kind=unit.kind,
        voivodeship=unit.voivodeship,
        roles=(role,),
    )


def supervisor(voivodeship: str = "14", person: int = 201, role: str = "supervisor_nonfinancial") -> Actor:
    return Actor(
        person_id=person,
        person_name=f"Nadzorujący {person}",
        profile_id=person,
        unit_id=-int(voivodeship),
        unit_name=f"Urząd wojewódzki {voivodeship}",
        unit_kind=UnitKind.VOIVODESHIP_OFFICE,
        voivodeship=voivodeship,
        roles=(role,),
    )


def central(role: str = "cez_admin", person: int = 301) -> Actor:
    return Actor(
        person_id=person,
        person_name=f"Centralny {person}",
        profile_id=person,
        unit_id=-99,
        unit_name="Centrum e-Zdrowia",
        unit_kind=UnitKind.EHEALTH_CENTRE,
        voivodeship="14",
        roles=(role,),
    )


def tiny(year: int = 2025, kind: str = "nonfinancial", subject: str = "general", text: str = TINY) -> Edition:
    """An edition of the tiny form (or of another text with the same places to fill in)."""
    return publish(by=SYSTEM, text=text.format(year=year, kind=kind, subject=subject), path="tiny.yaml")


def round_of(edition: Edition, status: str = RoundStatus.OPEN) -> Round:
    """The round of the edition's year, without anybody's obligations yet."""
    year = edition.year
    made, _created = Round.objects.get_or_create(
        edition=edition,
        period_start=date(year, 1, 1),
        defaults={
            "period_end": date(year, 12, 31),
            "opens_on": date(year + 1, 1, 10),
            "due_on": date(year + 1, 2, 25),
            "closes_on": date(year + 1, 6, 30),
            "status": status,
        },
    )
    return made


def blank_report(unit: Unit | None = None, edition: Edition | None = None) -> Report:
    """A report nobody has touched."""
    round = round_of(edition or tiny())
    unit = unit or registers.unit()
    obligation = Obligation.objects.create(round=round, unit=unit, due_on=round.due_on)
    return Report.objects.create(
        obligation=obligation,
        round=round,
        unit=unit,
        answers=empty_sheet(definition(round.edition_id)).to_json(),
    )


def typed(cells: Mapping[str, str]) -> list[Change]:
    """Cells as somebody types them who does not look what stood there."""
    return [Change(address, None, text) for address, text in cells.items()]


def fill(report: Report, cells: Mapping[str, str] = CLEAN, by: Actor | None = None) -> Report:
    by = by or filler(report.unit)
    return operations.save_cells(by=by, report=report.public_id, changes=typed(cells)).report


def report_at(
    status: str, unit: Unit | None = None, edition: Edition | None = None, cells: Mapping[str, str] = CLEAN
) -> Report:
    """A report that came to this status the way reports do."""
    report = blank_report(unit, edition)
    if status == TO_FILL:
        return report
    report = fill(report, cells)
    report = operations.send(by=filler(report.unit), report=report.public_id, version=report.version).report
    decider = supervisor(report.unit.voivodeship)
    if status == TO_CORRECT:
        return operations.return_to_correct(
            by=decider, report=report.public_id, version=report.version, reason="Proszę sprawdzić dział 1."
        )
    if status == ACCEPTED:
        return operations.accept(by=decider, report=report.public_id, version=report.version)
    return report
