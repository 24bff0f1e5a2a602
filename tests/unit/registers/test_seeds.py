# SPDX-License-Identifier: EUPL-1.2
import json
from collections import Counter
from pathlib import Path

import pytest

from ssoz.registers.errors import InvalidSeeds
from ssoz.registers.seeds import SEEDS, SeedFile, child_code, files, outlines, read, with_children


def seed(name: str) -> SeedFile:
    return read(SEEDS / name)


@pytest.fixture(scope="module")
def codes() -> dict[str, str]:
    """Ministry codes with those of children."""
    return {row["code"]: row["name"] for row in with_children(seed("code-lists/ministry-codes-8.csv"))}


@pytest.fixture(scope="module")
def groups() -> dict[str, str]:
    return {row["code"]: row["group"] for row in seed("correspondences/ministry-codes-8.ward-groups.csv").rows}


@pytest.mark.parametrize("path", [*files("code-lists"), *files("correspondences"), SEEDS / "territory.csv"])
def test_every_file_says_what_it_is_from_where_and_of_which_day(path: Path) -> None:
    assert {"tytuł", "źródło", "stan"} <= read(path).heading.keys()


@pytest.mark.parametrize("path", files("code-lists"))
def test_codes_are_not_repeated(path: Path) -> None:
    rows = with_children(read(path))
    assert len({row["code"] for row in rows}) == len(rows)


def test_the_country_has_16_voivodeships_380_counties_and_2477_communes() -> None:
    levels = Counter(row["level"] for row in seed("territory.csv").rows)
    assert (levels["country"], levels["voivodeship"], levels["county"], levels["commune"]) == (1, 16, 380, 2477)


def test_every_area_lies_in_one_that_is_listed() -> None:
    rows = seed("territory.csv").rows
    known = {row["code"] for row in rows}
    assert {row["parent"] for row in rows if row["level"] != "country"} <= known


def test_66_cities_are_counties_of_their_own() -> None:
    kinds = Counter(row["kind"] for row in seed("territory.csv").rows if row["level"] == "county")
    assert (kinds["powiat"], sum(kinds.values()) - kinds["powiat"]) == (314, 66)


def test_voivodeships_sum_to_the_country_on_both_days() -> None:
    for day, people in (("2023-12-31", 37_636_508), ("2023-06-30", 37_698_294)):
        counted = {row["area"]: int(row["people"]) for row in seed("populations.csv").rows if row["on"] == day}
        assert counted.pop("PL") == people
        assert (len(counted), sum(counted.values())) == (16, people)


def test_every_voivodeship_has_an_outline() -> None:
    voivodeships = {row["code"] for row in seed("territory.csv").rows if row["level"] == "voivodeship"}
    found = outlines()
    assert found.keys() == voivodeships
    assert {geometry["type"] for geometry in found.values()} <= {"Polygon", "MultiPolygon"}


def test_outlines_lie_in_poland() -> None:
    text = json.dumps([geometry["coordinates"] for geometry in outlines().values()])
    numbers = [float(number) for number in text.replace("[", " ").replace("]", " ").replace(",", " ").split()]
    assert all(14 < x < 24.2 for x in numbers[::2])
    assert all(49 <= y < 54.9 for y in numbers[1::2])


@pytest.mark.parametrize(
    ("name", "count"),
    [("ministry-codes-8", 359), ("specialities", 77), ("discharge-modes", 10), ("professions", 8), ("ward-groups", 34)],
)
def test_code_lists_are_complete(name: str, count: int) -> None:
    assert len(seed(f"code-lists/{name}.csv").rows) == count


def test_a_childrens_code_is_the_next_odd_one(codes: dict[str, str]) -> None:
    assert codes["1271"] == "Poradnia gruźlicy i chorób płuc dla dzieci"
    assert codes["5161"].endswith(" dla dzieci")
    assert child_code("4401") is None


def test_codes_listed_themselves_are_not_made_again(codes: dict[str, str]) -> None:
    assert codes["4401"] == "Oddział pediatryczny"
    assert codes["4249"] == "Oddział onkologii i hematologii dziecięcej"


def test_laboratories_and_pharmacies_have_no_code_for_children(codes: dict[str, str]) -> None:
    assert not {"4923", "4925", "7211"} & codes.keys()


def test_every_ward_belongs_to_exactly_one_group(codes: dict[str, str], groups: dict[str, str]) -> None:
    wards = {code for code in codes if code.startswith("4")}
    assert wards <= groups.keys()
    assert len(seed("correspondences/ministry-codes-8.ward-groups.csv").rows) == len(groups)


def test_groups_hold_only_known_codes_and_each_holds_some(codes: dict[str, str], groups: dict[str, str]) -> None:
    named = {row["code"] for row in seed("code-lists/ward-groups.csv").rows}
    assert groups.keys() <= codes.keys()
    assert set(groups.values()) == named


GROUPS = {
    "Chorób wewnętrznych": "4000 4002 4008 4010 4080 4120 4350",
    "Kardiologiczny": "4100 4106",
    "Chirurgiczny": "4500 4520 4530 4540 4550 4554 4510 4910",
    "Chirurgiczny dla dzieci": "4501 4541 4551 4555",
    "Intensywnej terapii": "4260 4261 4950 4951",
    "Nefrologiczny": "4130 4132",
    "Psychiatryczny": "4700 4701 4702 4704 4710 4712 4714 4716 4730 4732 4734 2700 2710",
    "Terapii uzależnień": "4740 4742 4744 4752 4754 2712 2724",
    "Toksykologiczny": "4150 4748",
    "Leczenia jednego dnia": "4670 4671 2130 2800",
    "Pediatryczny": "4401 4009 4011 4081",
    "Neonatologiczny": "4403 4421",
    "Ginekologiczno-położniczy": "4450 4452 4454 4456 4458 4460 4912",
    "Rehabilitacyjny": "4300 4306 4308 4310 4750 2300 2306",
    "Pozostałe": "4122 4140 4590 4900 4902 4922",
}


@pytest.mark.parametrize(
    ("code", "group"), [(code, group) for group, codes in GROUPS.items() for code in codes.split()]
)
def test_wards_stand_in_the_group_the_publication_puts_them(groups: dict[str, str], code: str, group: str) -> None:
    names = {row["code"]: row["name"] for row in seed("code-lists/ward-groups.csv").rows}
    assert names[groups[code]] == group


def test_groups_have_a_polish_and_an_english_name() -> None:
    names = {row["name"]: row["name_en"] for row in seed("code-lists/ward-groups.csv").rows}
    assert names["Intensywnej terapii"] == "Intensive care"
    assert names["Gruźlicy i chorób płuc"] == "Tubercular and pulmonary"
    assert all(names.values())


def test_a_row_of_the_wrong_length_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("# tytuł: Próba\n# źródło: nikt\ncode,name\n1,jeden\n2,dwa,trzy\n", encoding="utf-8")
    with pytest.raises(InvalidSeeds, match=r"list\.csv:5: kolumn jest 3, powinno być 2"):
        read(path, tmp_path)
