# SPDX-License-Identifier: EUPL-1.2
"""Mapping files and published files that cannot be used say where and why."""

from fractions import Fraction
from pathlib import Path

import pytest

from engine.tabulation import DeclarationError
from ssoz.commands.simulate.comparing import Compared
from ssoz.commands.simulate.mapping import load_mapping
from ssoz.commands.simulate.published import PublishedError, read_published
from tests.factories.simulation import MAPPING, PUBLISHED, written


@pytest.mark.parametrize(
    ("was", "now", "line", "words"),
    [
        ("form: T-9\n", "", 2, "brakuje pola"),
        ("year: 2023", "year: dwa", 4, "liczba całkowita"),
        ("measure: measure, value", "value", 5, "razem"),
        ("count: t1.szpitale, ", "", 7, "count albo share"),
        ("count: 1,", "count: 1, share: 0.5,", 8, "count albo share"),
        ("'sum(d2[w01,k1])'", "'sum(d2[w01,k1]'", 11, "nie rozumiem wyrażenia"),
        ("value: 'sum(d3[w02,k1])'", "skip: ''", 16, "value albo skip"),
        ("t1.sale,", "t1.stoly,", 16, "powtarza"),
        ("'sum(d3[w04,k1])'", "nieznana * 2", 17, "nieznaną „nieznana”"),
        ("0.1 d2.$.k3", "dużo", 20, "ma być liczba"),
        ("typical:", "typowe:", 18, "nieznane pole"),
    ],
)
def test_a_bad_mapping_is_refused_with_its_line(tmp_path: Path, was: str, now: str, line: int, words: str) -> None:
    assert was in MAPPING
    path, _ = written(tmp_path, MAPPING.replace(was, now, 1))
    with pytest.raises(DeclarationError) as caught:
        load_mapping(path)
    assert f"proba.yaml:{line}:" in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("was", "now", "words"),
    [
        ("terc2", "obszar", "publikacja.csv:1: nie ma kolumn: terc2"),
        ("lozka,500", "lozka,pięćset", "publikacja.csv:11: „pięćset” nie jest liczbą"),
        ("t1,2023,02,dzieci,61", "t1,2023,02,lozka,61", "publikacja.csv:12: liczba 02 / "),
        ("t1,2023,PL,sale,11", "t1,2023,PL,windy,11", "publikacja.csv:7: mapowanie nie mówi nic o mierze „t1.windy”"),
    ],
)
def test_a_bad_publication_is_refused_with_its_line(tmp_path: Path, was: str, now: str, words: str) -> None:
    mapping, published = written(tmp_path, published=PUBLISHED.replace(was, now, 1))
    with pytest.raises(PublishedError) as caught:
        read_published(published, load_mapping(mapping), {})
    assert words in str(caught.value)


def test_a_measure_of_the_mapping_has_to_be_published(tmp_path: Path) -> None:
    mapping, published = written(tmp_path, published=PUBLISHED.replace(",stoly,", ",sale_b,"), mapping=MAPPING)
    with pytest.raises(PublishedError):
        read_published(published, load_mapping(mapping), {})


def test_other_years_and_tables_are_left_alone(tmp_path: Path) -> None:
    mapping, published = written(tmp_path)
    found = read_published(published, load_mapping(mapping), {})
    assert found.areas == ("02", "04")
    assert found.of("02", "", "t1.lozka") == 500
    assert found.of("04", "", "t1.badania") == 0
    assert found.of("02", "", "t1.leczeni_tys") == Fraction(41, 2)


def test_a_column_per_measure_and_a_group_are_read_too(tmp_path: Path) -> None:
    layout = "file: {area: terc2, year: year, table: table, measure: measure, value: value}"
    wide = MAPPING.replace(layout, 'file: {area: woj, group: oddzial, groups: {OGÓŁEM: ""}, areas: {Polska: PL}}')
    wide = (
        wide.split("measures:")[0]
        + "measures:\n- {published: lozka, value: 'sum(d2[w01,k1])'}\n- {published: uwagi, skip: opis}\n"
    )
    path, published = written(
        tmp_path, wide, 'woj,oddzial,lozka,uwagi\nPolska,OGÓŁEM,3,a\n02,Chirurgiczny,"1 200,5",b\n'
    )
    found = read_published(published, load_mapping(path), {"Chirurgiczny": "01"})
    assert found.figures == {("PL", "", "lozka"): 3, ("02", "01", "lozka"): Fraction(2401, 2)}
    with pytest.raises(PublishedError, match=r"publikacja.csv:3: nieznana grupa „Chirurgiczny”"):
        read_published(published, load_mapping(path), {})


@pytest.mark.parametrize(
    ("published", "counted", "equal"),
    [
        (5.0, 5.0, True),
        (5.0, 5.0 + 1e-12, True),
        (5.0, 5.00001, False),
        (0.0, None, True),
        (1.0, None, False),
        (1e7, 1e7 + 1, False),
    ],
)
def test_figures_are_equal_at_the_published_precision(published: float, counted: float | None, equal: bool) -> None:
    assert Compared("02", "", "lozka", published, counted).is_equal is equal
