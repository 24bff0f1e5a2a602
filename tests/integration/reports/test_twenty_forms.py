# SPDX-License-Identifier: EUPL-1.2
"""All forms from the opening of their round to the decision: filled in, checked, sent and accepted. Cards are no
reports: their round makes none, and tests/integration/cards follows them from admission to acceptance."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from engine.answers import Change
from ssoz.access.actors import Actor
from ssoz.access.models import Profile
from ssoz.access.queries import profile_actor
from ssoz.catalogue.enums import FormKind
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import definition, other_forms
from ssoz.demo.plans import Plan
from ssoz.registers.enums import UnitKind
from ssoz.reports import operations
from ssoz.reports.models import Report
from ssoz.reports.queries import report_for, verdict
from ssoz.reports.queries.findings import context_of
from ssoz.rounds.operations import plan_round
from tests.factories import access, registers
from tests.factories.answers import clean
from tests.factories.reports import central, supervisor

pytestmark = pytest.mark.django_db
FILLERS = ("reporter_nonfinancial", "reporter_financial", "reporter_psychiatric")
OWING = (
    UnitKind.HOSPITAL,
    UnitKind.ENTITY,
    UnitKind.BLOOD_CENTRE,
    UnitKind.OCCUPATIONAL_CENTRE,
    UnitKind.PRACTICE_DOCTOR,
)


def judge(report: Report) -> Actor:
    """Reports are decided on in the office of the voivodeship."""
    return supervisor(report.unit.voivodeship, role=f"supervisor_{report.round.edition.kind}")


@pytest.fixture
def people(published: None) -> dict[int, Profile]:
    """Somebody in each kind of unit; the seeds and forms of all years are loaded."""
    units = [registers.unit(kind) for kind in OWING]
    return {unit.pk: access.profile(*FILLERS, unit=unit) for unit in units}


def opened() -> Iterator[tuple[Edition, Report]]:
    """One report of each form, in an order in which none waits for another."""
    editions = Edition.objects.filter(year=2025)
    for edition in sorted(editions, key=lambda one: (len(definition(one.pk).after), one.form)):
        version = next(iter(definition(edition.pk).versions), "")
        plan = Plan(edition.form, version=version)
        round = plan_round(by=central(), edition=edition.pk, dates=plan.dates, version=version)
        operations.open_round(by=central(), round=round.public_id)
        if edition.kind == FormKind.CARD:
            assert (round.obligations.count() > 0, round.reports.count()) == (True, 0)
            continue
        report = Report.objects.filter(round=round).select_related("unit", "round__edition").order_by("unit_id").first()
        assert report, edition.form
        yield edition, report


def filled(by: Actor, report: Report) -> Report:
    form = definition(report.round.edition_id)
    answers = clean(form, other_forms(form), context_of(report))
    wanted = {tuple(address.split(".")[:2]) for address in answers if address.split(".")[1].startswith("r")}
    for section in form.sections:
        missing = sum(1 for code, _row in wanted if code == section.code) - (
            section.table.dynamic.min if section.table.dynamic else 0
        )
        if section.table.dynamic and missing > 0:
            operations.add_row(by=by, report=report.public_id, section=section.code, count=missing)
    changes = [Change(address, None, value) for address, value in answers.items()]
    saved = operations.save_cells(by=by, report=report.public_id, changes=changes)
    assert (saved.problems, saved.conflicts) == ((), ())
    return saved.report


def test_every_form_can_be_filled_in_sent_and_accepted(people: dict[int, Profile], client: Client) -> None:
    done = {}
    for edition, blank in opened():
        profile = people[blank.unit_id]
        by = profile_actor(profile, "192.0.2.1")
        page = access.signed_in(client, profile).get(reverse("reporter:sheet", args=[blank.public_id]))
        assert page.status_code == 200, edition.form
        report = filled(by, blank)
        judged = verdict(by, report.public_id)
        assert [item.finding.message for item in judged.findings] == [], edition.form
        sent = operations.send(by=by, report=report.public_id, version=report.version).report
        assert report_for(by, sent.public_id).sheet.cells, edition.form
        accepted = operations.accept(by=judge(blank), report=sent.public_id, version=sent.version)
        done[edition.form] = accepted.status
    assert len(done) == 19
    assert set(done.values()) == {"accepted"}
