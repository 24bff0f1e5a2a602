# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from ssoz.registers.enums import AreaLevel
from ssoz.registers.models import Area, CodeEntry, CodeList
from ssoz.registers.operations import load_seeds
from ssoz.registers.queries import (
    areas,
    code_list,
    code_names,
    communes,
    correspondence,
    find_codes,
    labelled_code_lists,
    outlines,
    population,
    voivodeships,
)

pytestmark = pytest.mark.django_db
END_OF_2025 = date(2025, 12, 31)


@pytest.fixture
def seeds(db: None) -> None:
    load_seeds()


def test_loading_again_takes_in_nothing(seeds: None, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    before = (Area.objects.count(), CodeEntry.objects.count())
    with django_assert_max_num_queries(4):
        assert load_seeds() == ()
    assert (Area.objects.count(), CodeEntry.objects.count()) == before


def test_territory_is_read_from_above(seeds: None) -> None:
    assert voivodeships(END_OF_2025)["30"] == "wielkopolskie"
    counties = areas(AreaLevel.COUNTY, END_OF_2025, parent="30")
    assert len(counties) == 35
    assert ("3064011", "Poznań") in [
        (entry.code, entry.name) for entry in areas(AreaLevel.COMMUNE, END_OF_2025, "3064")
    ]


def test_a_unit_may_lie_in_a_part_of_a_commune(seeds: None) -> None:
    assert communes(["3064011", "3064029", "3064999", "30"]) == {"3064011", "3064029"}


def test_outlines_come_with_voivodeships(seeds: None) -> None:
    assert len(outlines()) == 16


def test_population_is_that_of_the_nearest_count_before(seeds: None) -> None:
    assert population(date(2023, 12, 31))["PL"] == 37_636_508
    assert population(date(2023, 7, 1))["PL"] == 37_698_294
    assert population(date(2020, 1, 1)) == {}


def test_code_lists_come_in_their_order_with_children(seeds: None) -> None:
    codes = [entry.code for entry in code_list("ministry-codes-8", END_OF_2025)]
    assert codes[:2] == ["0010", "0011"]
    assert code_names("ministry-codes-8", END_OF_2025)["4501"] == "Oddział chirurgiczny ogólny dla dzieci"


def test_all_lists_take_two_queries(seeds: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        lists = labelled_code_lists(END_OF_2025)
    assert lists["specialities"]["0731"] == "alergologia"
    assert {"hospital-kinds", "hospital-characters", "ministry-codes-8"} <= lists.keys()


def test_codes_are_found_by_code_and_by_words(seeds: None) -> None:
    assert [entry.code for entry in find_codes("ministry-codes-8", "410", END_OF_2025)] == [
        "4100",
        "4101",
        "4106",
        "4107",
    ]
    assert "4640" in [entry.code for entry in find_codes("ministry-codes-8", "ODDZIAL urologi", END_OF_2025)]


def test_every_ward_has_its_group(seeds: None) -> None:
    groups = correspondence("ministry-codes-8", "ward-groups")
    assert groups["4000"] == "05"
    assert groups["4902"] == "99"


def _write(root: Path, rows: str) -> None:
    (root / "code-lists").mkdir(exist_ok=True)
    (root / "correspondences").mkdir(exist_ok=True)
    (root / "voivodeships.geojson").write_text('{"features": []}', encoding="utf-8")
    (root / "territory.csv").write_text("code,level,kind,name,parent\nPL,country,kraj,Polska,\n", encoding="utf-8")
    (root / "populations.csv").write_text("area,on,people\nPL,2023-12-31,37636508\n", encoding="utf-8")
    text = f"# tytuł: Barwy\n# źródło: próba\ncode,name\n{rows}"
    (root / "code-lists" / "colours.csv").write_text(text, encoding="utf-8")


def test_a_changed_file_changes_names_and_adds_codes(tmp_path: Path) -> None:
    _write(tmp_path, "1,biały\n2,czarny\n")
    load_seeds(root=tmp_path)
    _write(tmp_path, "1,biały\n2,czarniutki\n3,zielony\n")
    assert load_seeds(root=tmp_path) == ("code-lists/colours.csv",)
    assert code_names("colours", END_OF_2025) == {"1": "biały", "2": "czarniutki", "3": "zielony"}
    assert CodeEntry.objects.get(code="2").name_key == "czarniutki"


def test_what_people_added_beside_the_file_stays(tmp_path: Path) -> None:
    _write(tmp_path, "1,biały\n")
    load_seeds(root=tmp_path)
    CodeEntry.objects.create(code_list=CodeList.objects.get(name="colours"), code="9", name="inny", position=9)
    _write(tmp_path, "1,bielutki\n")
    load_seeds(root=tmp_path)
    assert code_names("colours", END_OF_2025) == {"1": "bielutki", "9": "inny"}


def test_a_bad_file_leaves_nothing_half_written(tmp_path: Path) -> None:
    _write(tmp_path, "1,biały,zbędny\n")
    with pytest.raises(Exception, match=r"code-lists/colours\.csv:4"):
        load_seeds(root=tmp_path)
    assert not Area.objects.exists()


def test_a_code_holds_between_its_days(tmp_path: Path) -> None:
    _write(tmp_path, "1,biały\n")
    load_seeds(root=tmp_path)
    entry = CodeEntry.objects.get(code="1")
    entry.valid_to = date(2024, 12, 31)
    entry.save()
    CodeEntry.objects.create(
        code_list=entry.code_list, code="1", name="kremowy", position=0, valid_from=date(2025, 1, 1)
    )
    assert code_names("colours", date(2024, 12, 31)) == {"1": "biały"}
    assert code_names("colours", date(2025, 1, 1)) == {"1": "kremowy"}
