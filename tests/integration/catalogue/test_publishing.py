# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from engine.definitions import DefinitionError, Problem
from engine.publication import problems
from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.errors import Forbidden
from ssoz.audit.models import Event
from ssoz.catalogue import operations
from ssoz.catalogue.errors import EditionFrozen, UnknownEdition
from ssoz.catalogue.models import Edition
from ssoz.catalogue.operations import FORMS, freeze, load_forms, publish
from ssoz.catalogue.queries import compiled, definition, edition_by_id, editions
from ssoz.catalogue.queries import edition as edition_of
from tests.factories.catalogue import edition, small_form

pytestmark = pytest.mark.django_db


def test_a_published_form_can_be_filled_in() -> None:
    made = edition()
    assert definition(made.pk).addresses == ("d1.w01.k1", "d1.w01.k2")
    assert compiled(made.pk) is compiled(made.pk)


def test_an_edition_keeps_what_lists_show_without_its_text() -> None:
    made = edition(form="MZ-03", kind="financial")
    assert (made.form, made.year, made.kind, made.title) == ("MZ-03", 2025, "financial", "Sprawozdanie próbne")
    assert made.is_reconstructed


def test_publishing_the_same_file_again_changes_nothing() -> None:
    first = edition()
    again = edition()
    assert again.pk == first.pk
    assert again.published_at == first.published_at
    assert Event.objects.filter(action="edition.published").count() == 1


def test_a_corrected_file_replaces_the_edition_and_its_definition() -> None:
    made = edition()
    definition(made.pk)
    publish(by=SYSTEM, text=small_form().replace("Łóżka", "Łóżka i miejsca"))
    assert definition(made.pk).section("d1").title.pl == "Łóżka i miejsca"


def test_a_frozen_edition_cannot_be_changed() -> None:
    freeze(by=SYSTEM, edition=edition())
    with pytest.raises(EditionFrozen, match="MZ-29 za rok 2025") as error:
        publish(by=SYSTEM, text=small_form().replace("Łóżka", "Miejsca"))
    assert error.value.status == 409


def test_freezing_twice_is_freezing_once() -> None:
    made = edition()
    freeze(by=SYSTEM, edition=made)
    freeze(by=SYSTEM, edition=made)
    assert Event.objects.filter(action="edition.frozen").count() == 1


def test_a_bad_file_is_refused_with_all_its_problems_and_nothing_is_written() -> None:
    text = small_form().replace("type: int, required: true", "type: integer").replace("zero: true", "zera: true")
    with pytest.raises(DefinitionError) as error:
        publish(by=SYSTEM, text=text, path="forms/2025/mz-29.yaml")
    lines = {(problem.path, problem.line) for problem in error.value.problems}
    assert lines == {("forms/2025/mz-29.yaml", 7), ("forms/2025/mz-29.yaml", 13)}
    assert not Edition.objects.exists()
    assert not Event.objects.exists()


def test_a_form_that_extends_another_is_kept_whole() -> None:
    edition()
    made = publish(by=SYSTEM, text="extends: MZ-29/2025\nedition: 2026\ntitle: Nowy\n", path="forms/2026/mz-29.yaml")
    assert "extends:" not in made.source
    assert (definition(made.pk).edition, definition(made.pk).addresses) == (2026, ("d1.w01.k1", "d1.w01.k2"))
    assert definition(made.pk).fingerprint == made.digest


@pytest.mark.parametrize("other", ["MZ-99/2025", "mz-99.yaml", "../../pyproject.yaml"])
def test_a_form_that_extends_nothing_known_is_refused(other: str) -> None:
    with pytest.raises(DefinitionError, match="Nie ma formularza"):
        publish(by=SYSTEM, text=f"extends: {other}\nedition: 2026\n", path="forms/2026/mz-29.yaml")


def test_an_edition_to_extend_that_is_not_published_is_told_with_what_is_near() -> None:
    edition()
    with pytest.raises(DefinitionError, match="Czy chodzi o „MZ-29/2025”"):
        publish(by=SYSTEM, text="extends: MZ-28/2025\nedition: 2026\n", path="forms/2026/mz-29.yaml")


@pytest.mark.parametrize(
    ("key", "near"), [("after: [MZ-8]", "MZ-88"), ("reads: [MZ-8]", "MZ-88"), ("crosswalk: {from: 2014}", "2024")]
)
def test_a_form_that_names_what_is_not_published_is_refused(key: str, near: str) -> None:
    edition(form="MZ-88")
    edition(year=2024)
    with pytest.raises(DefinitionError, match=rf"Nie ma formularza .* Czy chodzi o „{near}”"):
        publish(by=SYSTEM, text=f"{small_form()}{key}\n")


def _reading(form: str, *others: str) -> str:
    return small_form(form).replace("zero: true", f"reads: {list(others)}")


def test_forms_of_a_folder_may_read_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "forms" / "2025"
    folder.mkdir(parents=True)
    (folder / "mz-30.yaml").write_text(_reading("MZ-30", "MZ-31"), encoding="utf-8")
    (folder / "mz-31.yaml").write_text(_reading("MZ-31", "MZ-30", "MZ-32"), encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"Nie ma formularza „MZ-32” za 2025 r\. Czy chodzi o „MZ-30”"):
        load_forms(by=SYSTEM, folder=folder)
    assert not Edition.objects.exists()
    (folder / "mz-32.yaml").write_text(small_form("MZ-32"), encoding="utf-8")
    assert [one.form for one in load_forms(by=SYSTEM, folder=folder)] == ["MZ-32", "MZ-30", "MZ-31"]


def test_only_who_manages_dictionaries_publishes() -> None:
    with pytest.raises(Forbidden):
        publish(by=Actor(person_name="Jan Nowak", roles=("reporter_nonfinancial",)), text=small_form())
    assert not Edition.objects.exists()


def test_a_folder_with_one_bad_file_publishes_none(tmp_path: Path) -> None:
    folder = tmp_path / "forms" / "2025"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(small_form("MZ-30"), encoding="utf-8")
    (folder / "b.yaml").write_text("form: MZ-31\n", encoding="utf-8")
    with pytest.raises(DefinitionError):
        load_forms(by=SYSTEM, folder=folder)
    assert not Edition.objects.exists()


def test_loading_a_folder_leaves_editions_in_use_alone(tmp_path: Path) -> None:
    folder = tmp_path / "forms" / "2025"
    folder.mkdir(parents=True)
    file = folder / "mz-30.yaml"
    file.write_text(small_form("MZ-30"), encoding="utf-8")
    (made,) = load_forms(by=SYSTEM, folder=folder)
    freeze(by=SYSTEM, edition=made)
    file.write_text(small_form("MZ-30").replace("Łóżka", "Miejsca"), encoding="utf-8")
    assert load_forms(by=SYSTEM, folder=folder) == ()
    assert definition(made.pk).section("d1").title.pl == "Łóżka"


def test_an_unknown_edition_is_said_to_be_unknown() -> None:
    with pytest.raises(UnknownEdition, match="MZ-77"):
        edition_of("MZ-77", 2025)
    with pytest.raises(UnknownEdition):
        definition(0)
    with pytest.raises(UnknownEdition):
        edition_by_id("00000000-0000-0000-0000-000000000000")


def test_a_list_of_editions_takes_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for form in ("MZ-29", "MZ-88", "MZ-89"):
        edition(form=form)
    with django_assert_num_queries(1):
        assert [(one.form, one.title, one.is_reconstructed) for one in editions(2025)] == [
            ("MZ-29", "Sprawozdanie próbne", True),
            ("MZ-88", "Sprawozdanie próbne", True),
            ("MZ-89", "Sprawozdanie próbne", True),
        ]


def test_a_known_definition_costs_one_small_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = edition()
    definition(made.pk)
    with django_assert_num_queries(1):
        definition(made.pk)


def _copy(made: Edition, **values: object) -> Edition:
    made.pk, made._state.adding = None, True
    made.public_id = Edition._meta.get_field("public_id").get_default()
    for name, value in values.items():
        setattr(made, name, value)
    return made


GOOD = [{"year": 2026}, {"year": 2026, "kind": "card"}, {"year": 2026, "subject": "addiction"}, {"form": "MZ-30"}]
BAD = [
    ("edition_once_a_year", {}),
    ("edition_kind_known", {"year": 2026, "kind": "inne"}),
    ("edition_subject_known", {"year": 2026, "subject": "inne"}),
    ("edition_status_known", {"year": 2026, "status": "inne"}),
    ("edition_digest_is_sha256", {"year": 2026, "digest": "abc"}),
]


@pytest.mark.parametrize("values", GOOD)
def test_the_database_takes_a_sound_edition(values: dict[str, object]) -> None:
    _copy(edition(), **values).save()
    assert Edition.objects.count() == 2


@pytest.mark.parametrize(("constraint", "values"), BAD)
def test_the_database_refuses_nonsense(constraint: str, values: dict[str, object]) -> None:
    made = edition()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        _copy(made, **values).save()


NEVER_FAILS = """checks:
- {id: A, check: "d1[w01,k1] >= 0"}
"""
NEVER_HOLDS = """checks:
- {id: A, check: "d1[w01,k1] < 0"}
"""
FOLLOWS = """checks:
- id: A
  check: d1[w01,k2] <= d1[w01,k1]
  examples: {pass: {d1.w01.k1: 1, d1.w01.k2: 1}, fail: {d1.w01.k1: 1, d1.w01.k2: 9}}
- id: B
  check: d1[w01,k2] <= d1[w01,k1] + 5
  examples: {pass: {d1.w01.k1: 1, d1.w01.k2: 1}, fail: {d1.w01.k1: 1, d1.w01.k2: 9}}
"""


@pytest.fixture
def whole_gate(settings: Settings) -> None:
    settings.GATE_PROOFS = True


@pytest.mark.usefixtures("whole_gate")
@pytest.mark.parametrize(
    ("checks", "told"),
    [(NEVER_FAILS, "Brak przykładu"), (NEVER_HOLDS, "Brak przykładu"), (FOLLOWS, "„B” jest zbędna")],
)
def test_what_is_published_passes_the_whole_gate(checks: str, told: str) -> None:
    with pytest.raises(DefinitionError, match=told):
        publish(by=SYSTEM, text=small_form() + checks)
    assert not Edition.objects.exists()


@pytest.mark.usefixtures("whole_gate", "seeds")
def test_what_is_known_to_have_passed_is_not_proven_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def examined(*forms: object, deep: bool) -> tuple[Problem, ...]:
        asked.append(deep)
        return problems(*forms, deep=deep)  # type: ignore[arg-type]  # as they come

    monkeypatch.setattr(operations, "problems", examined)
    made = load_forms(by=SYSTEM)
    assert asked == [False] * len(made)
    changed = (FORMS / "2025" / "mz-24.yaml").read_text(encoding="utf-8").replace("note: W", "note: Zawsze w", 1)
    publish(by=SYSTEM, text=changed, path="forms/2025/mz-24.yaml")
    assert asked[-1]
