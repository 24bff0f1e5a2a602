# SPDX-License-Identifier: EUPL-1.2
"""Lists and counts: what one may find, never content, as many queries for many as for few."""

import pytest

from ssoz.access.actors import Actor
from ssoz.reports.enums import ReportStatus
from ssoz.reports.queries import Sought, accepted, counts, progress, queue, reports_for
from tests.factories import registers
from tests.factories.reports import CLEAN, blank_report, central, filler, report_at, supervisor, tiny

pytestmark = pytest.mark.django_db
TO_FILL, TO_VERIFY, TO_CORRECT, ACCEPTED = ReportStatus


def found(actor: Actor, **narrowed: str) -> set[int]:
    return set(reports_for(actor, **narrowed).values_list("pk", flat=True))


@pytest.fixture
def country() -> dict[str, int]:
    """One report of each kind of reach."""
    warsaw, cracow = registers.unit(voivodeship="14"), registers.unit(voivodeship="12")
    return {
        "warsaw": blank_report(warsaw, tiny()).pk,
        "warsaw finances": blank_report(warsaw, tiny(2024, kind="financial")).pk,
        "cracow": blank_report(cracow, tiny()).pk,
        "cracow psychiatry": blank_report(cracow, tiny(2023, subject="psychiatry")).pk,
    }


def test_everybody_finds_what_lies_in_their_reach(country: dict[str, int]) -> None:
    from dataclasses import replace

    from ssoz.registers.enums import UnitKind
    from ssoz.reports.models import Report

    unit = Report.objects.get(pk=country["warsaw"]).unit
    institute = replace(supervisor("14"), unit_kind=UnitKind.PSYCHIATRY_INSTITUTE)
    reach = {
        "reporter": (filler(unit), {"warsaw"}),
        "observer": (filler(unit, role="legacy_observer"), {"warsaw"}),
        "reporter of finances": (filler(unit, role="reporter_financial"), {"warsaw finances"}),
        "administrator of the unit": (filler(unit, role="unit_admin"), {"warsaw", "warsaw finances"}),
        "supervisor": (supervisor("14"), {"warsaw"}),
        "supervisor elsewhere": (supervisor("12"), {"cracow", "cracow psychiatry"}),
        "supervisor of psychiatry": (institute, {"cracow psychiatry"}),
        "staff": (central("cez_staff"), set(country)),
        "administrator": (central(), set(country)),
        "somebody without a role": (Actor(person_id=1), set()),
    }
    for actor, names in reach.values():
        assert found(actor) == {country[name] for name in names}
        assert sum(sum(row.values()) for row in counts(actor).values()) == len(names)


def test_lists_are_narrowed_by_kind_status_and_search() -> None:
    first = report_at(TO_VERIFY, unit=registers.unit(name="Szpital Żelazny"))
    second = report_at(TO_FILL, unit=registers.unit(name="Szpital Srebrny"))
    by = central()
    assert found(by, kind="nonfinancial") == {first.pk, second.pk}
    assert found(by, kind="financial") == set()
    assert found(by, status="to_verify") == {first.pk}
    assert found(by, search="zelazny") == {first.pk}
    assert found(by, search=f" {second.unit.nip} ") == {second.pk}
    assert found(by, search="t-1") == {first.pk, second.pk}
    assert found(by, search="nikt taki") == set()


def test_lists_carry_no_content(django_assert_num_queries) -> None:
    report_at(TO_VERIFY)
    (listed,) = reports_for(central("cez_staff"))
    assert {"answers", "packed"} <= listed.get_deferred_fields()


def test_counts_take_one_query_and_name_every_status(django_assert_num_queries) -> None:
    unit = registers.unit()
    report_at(TO_CORRECT, unit=unit)
    report_at(ACCEPTED, unit=unit, edition=tiny(2024))
    with django_assert_num_queries(1):
        counted = counts(filler(unit))
    assert counted["nonfinancial"] == {"to_fill": 0, "to_verify": 0, "to_correct": 1, "accepted": 1}
    assert sum(counted["financial"].values()) == 0


def test_a_list_takes_one_query_however_long(django_assert_num_queries) -> None:
    for _ in range(4):
        blank_report()
    with django_assert_num_queries(1):
        shown = [
            (row.unit.name, row.round.edition.form, row.round.due_on, row.obligation.due_on)
            for row in reports_for(central())
        ]
    assert len(shown) == 4


def test_pages_of_the_queue_follow_one_another_without_gaps() -> None:
    made = [blank_report(edition=tiny(year)).pk for year in (2024, 2025) for _ in range(4)]
    seen: list[int] = []
    after = ""
    for _ in range(4):
        page = queue(central(), Sought(), after, size=3)
        seen += [report.pk for report in page.items]
        after = page.next
        if not after:
            break
    assert sorted(seen) == sorted(made)
    assert len(seen) == len(set(seen)) == 8


def test_the_queue_is_narrowed_by_form_and_voivodeship() -> None:
    mine = blank_report(registers.unit(voivodeship="12"))
    blank_report(registers.unit(voivodeship="14"))
    assert [row.pk for row in queue(central(), Sought(form="T-1", voivodeship="12")).items] == [mine.pk]
    assert queue(central(), Sought(form="T-9")).items == ()


def test_progress_counts_each_round_and_says_who_is_late(django_assert_num_queries) -> None:
    report_at(TO_FILL, edition=tiny(2024))
    report_at(ACCEPTED, edition=tiny(2024))
    with django_assert_num_queries(2):
        (row,) = progress(supervisor())
    assert (row.owed, row.late) == (2, 1)
    assert row.counts[ACCEPTED] == 1


def test_statistics_get_accepted_reports_with_their_units(django_assert_num_queries) -> None:
    edition = tiny()
    taken = [report_at(ACCEPTED, edition=edition) for _ in range(2)]
    report_at(TO_VERIFY, edition=edition)
    with django_assert_num_queries(1):
        rows = [(row.pk, row.unit.voivodeship, row.answers["cells"]["d1.w02.k1"]) for row in accepted(taken[0].round)]
    assert rows == [(report.pk, "14", int(CLEAN["d1.w02.k1"])) for report in taken]
