# SPDX-License-Identifier: EUPL-1.2
"""The main job, thin, with the real forms: a hospital files MZ-29, a practice MZ-88 and MZ-89, an office decides."""

from datetime import date
from uuid import UUID

import pytest

from engine.answers import Change
from ssoz.access.actors import Actor
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition
from ssoz.demo.answers import FORMS, Place
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from ssoz.reports import operations
from ssoz.reports.enums import ReportStatus
from ssoz.reports.errors import NotAllowed, OpenFindings
from ssoz.reports.models import Report
from ssoz.reports.queries import accepted, report_for, verdict
from ssoz.rounds.models import Round
from ssoz.rounds.operations import plan_round
from ssoz.rounds.policies import RoundDates
from tests.factories import registers
from tests.factories.reports import central, filler, supervisor

pytestmark = pytest.mark.django_db
DATES = RoundDates(
    period_start=date(2025, 1, 1),
    period_end=date(2025, 12, 31),
    opens_on=date(2026, 1, 10),
    due_on=date(2026, 3, 11),
    closes_on=date(2026, 7, 31),
)


@pytest.fixture
def rounds(published: None) -> dict[str, Round]:
    """The rounds of three forms open; a hospital and a physiotherapist are there to report."""
    registers.unit(UnitKind.HOSPITAL)
    registers.unit(UnitKind.PRACTICE_PHYSIOTHERAPIST)
    opened = {}
    for edition in Edition.objects.filter(year=2025, form__in=("MZ-29", "MZ-88", "MZ-89")):
        version = next(iter(definition(edition.pk).versions), "")
        made = plan_round(by=central(), edition=edition.pk, dates=DATES, version=version)
        opened[edition.form] = operations.open_round(by=central(), round=made.public_id)
    return opened


def report_of(unit: Unit, round: Round) -> UUID:
    return Report.objects.get(unit=unit, round=round).public_id


def answered(by: Actor, report: UUID, form: str, unit: Unit) -> None:
    """All of it typed in; `d2.+1.k1` stands for the first added row."""
    cells = FORMS[form](Place(unit.register_number, unit.kind), 2025)
    wanted = len({address.split(".")[1] for address in cells if ".+" in address})
    held = len(report_for(by, report).sheet.rows.get("d2", ()))
    if wanted > held:
        operations.add_row(by=by, report=report, section="d2", count=wanted - held)
    changes = [Change(address.replace(".+", ".r"), None, str(value)) for address, value in cells.items()]
    operations.save_cells(by=by, report=report, changes=changes)


def send(by: Actor, report: UUID, **options: bool) -> Report:
    version = report_for(by, report).report.version
    return operations.send(by=by, report=report, version=version, **options).report


def test_a_practice_files_mz_88_and_then_a_zero_mz_89(rounds: dict[str, Round]) -> None:
    unit = Unit.objects.get(kind=UnitKind.PRACTICE_PHYSIOTHERAPIST)
    by = filler(unit)
    first, second = (report_of(unit, rounds[form]) for form in ("MZ-88", "MZ-89"))
    with pytest.raises(NotAllowed, match="Najpierw wyślij: MZ-88"):
        send(by, second, zero=True)
    answered(by, first, "MZ-88", unit)
    assert send(by, first).status == ReportStatus.TO_VERIFY
    assert send(by, second, zero=True).is_zero


def test_a_hospital_files_mz_29_with_an_error_mends_it_and_has_it_accepted(rounds: dict[str, Round]) -> None:
    unit = Unit.objects.get(kind=UnitKind.HOSPITAL)
    by, office = filler(unit), supervisor(unit.voivodeship)
    report = report_of(unit, rounds["MZ-29"])
    answered(by, report, "MZ-29", unit)
    beds = str(report_for(by, report).sheet.cells["d2.r1.k1"])
    operations.save_cells(by=by, report=report, changes=[Change("d2.r1.k2", "", "99999")])
    with pytest.raises(OpenFindings) as refused:
        send(by, report)
    assert any("d2.r1.k2" in dict(finding.cells) for finding in refused.value.findings)
    assert all(finding.target for finding in refused.value.findings)

    operations.save_cells(by=by, report=report, changes=[Change("d2.r1.k2", "99999", "")])
    for finding in verdict(by, report).open:
        operations.explain(by=by, report=report, key=finding.key, code=finding.explain[0][0], text="Tak jest.")
    sent = send(by, report)
    returned = operations.return_to_correct(by=office, report=report, version=sent.version, reason="Ile jest łóżek?")
    assert report_for(by, report).comment == "Ile jest łóżek?"
    assert operations.save_cells(by=by, report=report, changes=[Change("d2.r1.k1", beds, beds)]).report.version
    sent = send(by, report)
    assert sent.version > returned.version
    operations.accept(by=office, report=report, version=sent.version)
    assert [row.public_id for row in accepted(rounds["MZ-29"])] == [report]


def test_specialists_of_mz_89_are_held_against_the_doctors_of_mz_88(rounds: dict[str, Round]) -> None:
    unit = Unit.objects.get(kind=UnitKind.HOSPITAL)
    by = filler(unit)
    first, second = (report_of(unit, rounds[form]) for form in ("MZ-88", "MZ-89"))
    answered(by, first, "MZ-88", unit)
    send(by, first)
    operations.save_cells(
        by=by, report=second, changes=[Change("d1.w03.k1", "", "9999"), Change("d1.w03.k2", "", "9999")]
    )
    (finding,) = [item for item in verdict(by, second).open if "MZ-88" in item.message]
    assert finding.severity == "error"
    assert "d1.w01.k1" in dict(finding.cells)
    answered(by, second, "MZ-89", unit)
    assert not [item for item in verdict(by, second).open if "MZ-88" in item.message]
