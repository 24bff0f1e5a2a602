# SPDX-License-Identifier: EUPL-1.2
"""Questions written once: what they answer is what the query set answers, and nothing is put into the wrong place."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.postgres.aggregates import ArrayAgg
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from shared.postgres.questions import Change, Question, add
from ssoz.access.models import Session
from ssoz.registers.models import Unit
from ssoz.reports.models import Explanation, Report
from tests.factories import registers
from tests.factories.reports import blank_report, tiny

pytestmark = pytest.mark.django_db


def _named(name: str, above: int) -> "QuerySet[Unit, tuple[Any, ...]]":
    return Unit.objects.filter(name=name, pk__gt=above).order_by("pk").values_list("pk", "public_id", "attributes")


NAMED = Question(_named, name="a name no unit has", above=-17)


def test_it_answers_what_the_query_set_answers() -> None:
    units = [registers.unit(name=name, attributes={"beds": 7}) for name in ("Pierwsza", "Druga", "Druga")]
    for name in ("Pierwsza", "Druga", "Trzecia"):
        for above in (0, units[1].pk):
            assert NAMED.rows(name=name, above=above) == list(_named(name, above))


def test_its_values_are_put_into_their_places_by_name() -> None:
    unit = registers.unit(name="Pierwsza")
    assert NAMED.row(above=0, name="Pierwsza") == (unit.pk, unit.public_id, unit.attributes)
    assert NAMED.row(above=unit.pk, name="Pierwsza") is None


def test_what_looks_like_sql_stays_a_value() -> None:
    unit = registers.unit(name="%s' OR 1=1 --")
    assert NAMED.rows(name="' OR 1=1 --", above=0) == []
    assert [row[0] for row in NAMED.rows(name="%s' OR 1=1 --", above=0)] == [unit.pk]


def test_it_is_written_once_and_counted_each_time() -> None:
    written: list[str] = []

    def made(name: str) -> "QuerySet[Any, Any]":
        written.append(name)
        return Unit.objects.filter(name=name).values_list("pk")

    asked = Question(made, name="a sample")
    with CaptureQueriesContext(connection) as seen:
        assert [asked.row(name="Pierwsza"), asked.row(name="Druga")] == [None, None]
    assert written == ["a sample"]
    assert ["Pierwsza" in query["sql"] for query in seen.captured_queries] == [True, False]


def test_values_are_read_as_their_fields_read_them() -> None:
    report = blank_report(edition=tiny())
    Explanation.objects.create(
        report=report, check_id="T-1", key="T-1", text="bo tak", values=[["d1", "1,5"]], at="2026-01-01T00:00Z"
    )
    asked = Question(lambda report: Explanation.objects.filter(report=report).values_list("values", "at"), report=-17)
    assert asked.rows(report=report.pk) == list(Explanation.objects.values_list("values", "at"))
    counted = Question(
        lambda report: (
            Explanation.objects.filter(report=report)
            .values("report")
            .annotate(keys=ArrayAgg("key"))
            .values_list("keys")
        ),
        report=-17,
    )
    assert counted.rows(report=report.pk) == [(["T-1"],)]


def test_one_value_may_have_two_places() -> None:
    unit = registers.unit(name="Łódź", city="Łódź")
    registers.unit(name="Łódź", city="Kielce")
    twice = Question(lambda name: Unit.objects.filter(name=name, city=name).values_list("pk"), name="a sample")
    assert twice.rows(name="Łódź") == [(unit.pk,)]


def test_of_two_tables_it_answers_like_their_union() -> None:
    def written(name: str) -> "QuerySet[Any, Any]":
        found = [Unit.objects.filter(**{field: name}).values_list("pk", "attributes") for field in ("name", "city")]
        return found[0].union(found[1], all=True).order_by("-pk")

    registers.unit(name="Łódź", city="Kielce", attributes={"beds": 1})
    registers.unit(name="Kielce", city="Łódź", attributes={"beds": 2})
    assert Question(written, name="a sample").rows(name="Łódź") == list(written("Łódź"))


def test_a_sample_without_a_place_is_refused() -> None:
    unused = Question(lambda name: Unit.objects.values_list("pk"), name="a sample")
    with pytest.raises(ValueError, match="name"):
        unused.rows(name="x")


def test_models_come_with_what_they_belong_to() -> None:
    report = blank_report(edition=tiny())
    asked = Question(lambda pk: Report.objects.filter(pk=pk).select_related("unit", "copied_from"), pk=-17)
    asked.instance(pk=report.pk)
    with CaptureQueriesContext(connection) as seen:
        found = asked.instance(pk=report.pk)
        assert (found, found.unit.name, found.copied_from) == (report, report.unit.name, None)
    assert len(seen.captured_queries) == 1
    assert asked.instance(pk=-1) is None


def test_a_model_that_was_asked_for_can_be_saved() -> None:
    unit = registers.unit(name="Pierwsza", attributes={"beds": 7})
    found = Question(lambda name: Unit.objects.filter(name=name), name="a sample").instance(name="Pierwsza")
    assert (found.attributes, found._state.adding, found._state.db) == ({"beds": 7}, False, "default")
    found.city = "Kielce"
    found.save()
    unit.refresh_from_db()
    assert unit.city == "Kielce"


MOVED = Change(lambda name, city: (Unit.objects.filter(name=name), {"city": city}), name="a name", city="a city")


def test_a_change_changes_what_the_query_set_changes() -> None:
    first, second, other = (registers.unit(name=name, city="Łódź") for name in ("Pierwsza", "Pierwsza", "Druga"))
    assert MOVED.made(name="Pierwsza", city="Kielce") == 2
    assert MOVED.made(city="Opole", name="Trzecia") == 0
    for unit in (first, second, other):
        unit.refresh_from_db()
    assert [unit.city for unit in (first, second, other)] == ["Kielce", "Kielce", "Łódź"]


def test_a_change_without_a_place_for_a_sample_is_refused() -> None:
    unused = Change(lambda name, city: (Unit.objects.filter(name=name), {}), name="a name", city="a city")
    with pytest.raises(ValueError, match="city"):
        unused.made(name="x", city="y")


def test_a_row_is_added_as_saving_it_would() -> None:
    report = blank_report(edition=tiny())
    said: dict[str, Any] = {"report": report, "check_id": "T-1", "text": "bo tak", "values": [["d1", "1,5"]]}
    theirs = Explanation.objects.create(**said, key="T-1", at="2026-01-01T00:00Z")
    ours = add(Explanation(**said, key="T-2", at="2026-01-01T00:00Z"))
    assert (ours.pk, ours._state.adding, ours._state.db) == (theirs.pk + 1, False, "default")
    left, right = (Explanation.objects.filter(pk=row.pk).values().get() for row in (ours, theirs))
    assert {name for name in left if left[name] != right[name]} == {"id", "key"}
    ours.text = "bo nie"
    ours.save()
    assert Explanation.objects.get(pk=ours.pk).text == "bo nie"


def test_a_row_that_brings_its_key_keeps_it() -> None:
    twin = add(Session(session_key="k" * 32, session_data="x", expire_date=datetime.max.replace(tzinfo=UTC)))
    assert Session.objects.get(pk=twin.pk).session_data == "x"
    with pytest.raises(IntegrityError), transaction.atomic():
        add(Session(session_key="k" * 32, session_data="y", expire_date=datetime.max.replace(tzinfo=UTC)))


def test_what_is_written_once_is_planned_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        before = cursor.fetchone()[0]
    unplanned = Question(lambda name: Unit.objects.filter(name=name, city="Tu").values_list("pk"), name="a sample")
    for _ in range(7):
        unplanned.rows(name="Pierwsza")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements")
        assert cursor.fetchone()[0] == before + 1
        assert type(cursor.cursor).__name__ == "Cursor"  # the others are bound by the client, as ever
