# SPDX-License-Identifier: EUPL-1.2
import pytest

from engine.tabulation import DeclarationError, bind, load_grouping, load_table
from tests.factories.tabulation import GROUPS, groups, table_of, tiny_form

HEAD = "table: t\ntitle: Tablica\nform: T-1\nsource: MZ\ncolumns:\n"
ONE = "- {code: a, title: A, value: reports()}"


def refusal(text: str) -> str:
    with pytest.raises(DeclarationError) as caught:
        load_table(text, "t.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "słownik"),
        ("- a\n- b", 1, "słownik"),
        ("table: [", 2, "YAML"),
        ("table: t\ntable: u\n", 2, "dwa razy"),
        (HEAD.replace("form: T-1\n", "") + "- {code: a, title: A, value: reports()}", 1, "brakuje pola"),
        (HEAD + "- {code: a, title: A, valeu: reports()}", 6, "nieznane pole"),
        (HEAD + "- {code: A B, title: A, value: reports()}", 6, "niedozwolony zapis"),
        (HEAD + "- {code: a, title: A, value: reports(), format: '0,0'}", 6, "niedozwolona wartość"),
        (HEAD + "- code: a\n  title: A\n  value: sum(d2[w01)", 8, "nie rozumiem wyrażenia"),
        (HEAD + "- {code: a, title: A, value: b}", 6, "nieznaną kolumnę „b”"),
        (HEAD + "- {code: a, title: A, value: b}\n- {code: b, title: A, value: a}", 6, "zależy od samej siebie"),
        (HEAD + "- {code: a, title: A, value: a + 1}", 6, "zależy od samej siebie"),
        (HEAD + "- {code: a, title: A, value: '1'}\n- {code: a, title: A, value: '2'}", 5, "powtórzona kolumna „a”"),
        ("where: 'd1[w01,k1] ='\n" + HEAD + "- {code: a, title: A, value: '1'}", 1, "nie rozumiem wyrażenia"),
    ],
)
def test_a_bad_table_is_refused_with_its_line(text: str, line: int, words: str) -> None:
    message = refusal(text)
    assert f"t.yaml:{line}:" in message
    assert words in message


def test_all_problems_come_at_once() -> None:
    assert len(refusal(HEAD + "- {code: a, title: A, value: x}\n- {code: b, title: B, value: y}").splitlines()) == 2


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("sum(d9[w01,k1])", "nie ma działu „d9”"),
        ("sum(d3[w09,k1])", "nie ma wiersza „w09”"),
        ("sum(d3[w02,k7])", "nie ma rubryki „k7”"),
        ("sum(d3[w04..w02,k1])", "biegnie wstecz"),
        ("sum(d1[w01,k1])", "nie jest liczbą"),
        ("sum(d3[rows,k1])", "nie dodaje się wierszy"),
        ("sum(d2[rows,ward])", "nie jest liczbą"),
        ("sum(d1[w03,k1])", "nie jest liczbą"),
        ('sum(d3[w02,k1] where row.ward = "4000")', "row.ward pasuje tylko do wierszy"),
        ('sum(d2[rows,k1] where row.bed = "4000")', "row.bed"),
        ("sum(d3[w02,k1] where d1[w01,k1] = 1)", "liczbę z tekstem"),
        ('sum(d3[w02,k1] where d3[w02,k1] in ("1"))', "na kodach, nie na liczbach"),
        ('reports(where unit.colour = "red")', "nieznana cecha jednostki „colour”"),
        ("reports(where d7[w01,k1] = 1)", "nie ma pola d7.w01.k1"),
        ("sum(d1[w03,*])", "zakres nie obejmuje żadnego pola"),
        ("sum(d4[w01,k1])", "zakres nie obejmuje żadnego pola"),
        ("max(d3[w02,k1], d2[rows,k1])", "max nie łączy pól stałych z wierszami dodawanymi"),
        ("max(d2[*,k1])", None),
        ("sum(d2[rows,*])", None),
        ("sum(d1[*,*])", None),
    ],
)
def test_a_reference_that_does_not_fit_the_form_is_refused(value: str, words: str | None) -> None:
    table = table_of(f"a: {value}")
    if words is None:
        assert bind(table, tiny_form(), {})
        return
    with pytest.raises(DeclarationError, match="kolumna „a”") as caught:
        bind(table, tiny_form(), {})
    assert words in str(caught.value)


def test_a_table_by_wards_takes_only_wards() -> None:
    with pytest.raises(DeclarationError, match="w podziale według wierszy działu „d2”"):
        bind(table_of("a: sum(d3[w02,k1])", by=True), tiny_form(), groups())


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("d9", "formularz T-1 nie ma działu „d9”"),
        ("d3", "w dziale „d3” nie dodaje się wierszy"),
        ("d4", "wiersze działu „d4” nie mają kodu, według którego dzielić"),
    ],
)
def test_a_table_is_divided_by_codes_of_added_rows_only(rows: str, words: str) -> None:
    table = load_table(HEAD.replace("columns:", f"by: {{rows: {rows}, title: Oddział}}\ncolumns:") + ONE)
    with pytest.raises(DeclarationError, match=words):
        bind(table, tiny_form(), {})


def test_the_condition_of_a_whole_table_has_to_fit_the_form() -> None:
    with pytest.raises(DeclarationError, match="nieznana cecha jednostki „colour”"):
        bind(table_of("a: reports()", where='unit.colour = "red"'), tiny_form(), {})


def test_a_table_knows_its_columns() -> None:
    table = load_table(HEAD + ONE + "\n- {code: b, title: B, value: a / 2, format: '0.00', hidden: true}")
    assert [column.code for column in table.shown] == ["a"]
    assert (table.column("a").places, table.column("b").places) == (0, 2)


def test_a_table_needs_its_groups() -> None:
    with pytest.raises(DeclarationError, match="nie ma grup „wards”"):
        bind(table_of("a: rows(d2)", by=True), tiny_form(), {})


def test_a_table_of_another_form_is_refused() -> None:
    table = table_of("a: reports()").model_copy(update={"form": "T-2"})
    with pytest.raises(DeclarationError, match="tablica jest z formularza T-2"):
        bind(table, tiny_form(), {})


def test_a_longer_beginning_beats_a_shorter_one() -> None:
    grouping = groups()["wards"]
    assert [grouping.group_of(code) for code in ("4500", "4554", "4000", "4001")] == [
        "surgery",
        "burns",
        "internal",
        "other",
    ]


def test_a_code_belongs_to_one_group() -> None:
    with pytest.raises(DeclarationError, match="kod 4554 jest już w grupie „burns”"):
        load_grouping(GROUPS.replace('"4000"', '"4554"'), "wards.yaml")


def test_derived_columns_come_after_what_they_are_derived_from() -> None:
    table = table_of("a: b / c", "b: c + 1", "c: reports()")
    assert [[column.code for column in step] for step in table.in_steps] == [["c"], ["b"], ["a"]]
