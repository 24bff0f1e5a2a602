# SPDX-License-Identifier: EUPL-1.2
"""Form files: what is read from them, and how their mistakes are told."""

import pytest

from engine.definitions import DefinitionError, Problem, Text, UnknownCell, load
from tests.unit.engine.forms import CODES, FORM, definition


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(DefinitionError) as caught:
        load(text, path="mz-29.yaml", code_lists=CODES)
    return caught.value.problems


def problem(text: str) -> Problem:
    (found,) = problems(text)
    return found


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


# what is read


def test_cells_are_numbered_by_position() -> None:
    form = definition()
    assert form.addresses[:3] == ("d1.w01.k1", "d1.w02.k1", "d1.w03.k1")
    assert form.addresses[-1] == "d2.w01.k4"


def test_a_fixed_cell_knows_its_row_and_column() -> None:
    spec = definition().cell("d2.w01.k1")
    assert spec.row is not None
    assert (spec.row.title.pl, spec.column.title.pl, spec.computed) == ("Ogółem", "Łóżka", "sum(d2[*, .])")
    assert not spec.entered


def test_an_added_row_has_a_required_key_cell() -> None:
    spec = definition().cell("d2.r7.oddzial")
    assert (spec.row, spec.row_id, spec.required) == (None, "r7", True)
    assert spec.codes == {"4000": "chorób wewnętrznych", "4500": "chirurgiczny ogólny"}


@pytest.mark.parametrize(
    "address", ["d9.w01.k1", "d2.w99.k1", "d2.r1.k9", "d1.r1.k1", "d2.r0.k1", "d2", "", "d2.w01.oddzial"]
)
def test_an_unknown_cell_is_named(address: str) -> None:
    with pytest.raises(UnknownCell, match="Formularz nie ma pola"):
        definition().cell(address)


def test_symbols_come_from_codes_unless_given() -> None:
    section = definition().sections[1]
    assert (section.symbol, section.table.columns[0].symbol, section.table.rows[0].symbol) == ("2", "1", "01")
    assert (
        load(FORM.replace("{code: w01, title: Ogółem", "{code: w01, symbol: 007, title: Ogółem"))
        .cell("d2.w01.k1")
        .row.symbol
        == "007"
    )  # type: ignore[union-attr]  # a fixed row


def test_the_type_of_a_row_stands_above_the_column() -> None:
    form = definition()
    assert [form.cell(f"d1.w0{n}.k1").type.kind for n in range(1, 7)] == [
        "code",
        "bool",
        "date",
        "text",
        "money",
        "money",
    ]


def test_numbers_are_not_negative_unless_the_form_says_so() -> None:
    form = definition()
    assert form.cell("d2.r1.k1").type.min == 0
    assert form.cell("d1.w06.k1").type.min is None


def test_a_computed_row_leaves_other_columns_than_numbers_closed() -> None:
    text = FORM.replace("{code: k3, title: Średnia liczba łóżek, type: dec(1)}", "{code: k3, type: text}")
    assert load(text).cell("d2.w01.k3").closed


def test_the_digest_does_not_see_comments_and_order() -> None:
    other = FORM.replace("form: MZ-29\nedition: 2025", "# uwaga\nedition: 2025\nform: MZ-29")
    assert load(other).digest == definition("").digest


def test_the_digest_sees_a_changed_title() -> None:
    assert load(FORM.replace("Ogółem", "Razem")).digest != definition("").digest


def test_the_digest_sees_the_english_of_a_reason_and_not_how_a_polish_one_is_written() -> None:
    plain = "{remont: Remont oddziału}"
    polish, english = (FORM.replace(plain, f"{{remont: {{pl: Remont oddziału{en}}}}}") for en in ("", ", en: Repairs"))
    assert load(polish).digest == load(FORM).digest != load(english).digest


def test_code_lists_are_part_of_the_fingerprint_only() -> None:
    bare = load(FORM)
    assert bare.digest == definition("").digest
    assert bare.fingerprint != definition("").fingerprint


def test_without_lists_only_the_filter_is_asked() -> None:
    key = load(FORM).cell("d2.r1.oddzial")
    assert key.allows("4999")
    assert not key.allows("1270")


def test_cells_that_people_fill_are_counted_by_section() -> None:
    form = definition()
    assert len(form.entered["d1"]) == 6
    assert form.entered["d2"] == ()


def test_a_reason_has_a_name_or_stays_a_code() -> None:
    assert (definition().reason("remont"), definition().reason("inne")) == (Text(pl="Remont oddziału"), Text(pl="inne"))


def test_a_table_finds_its_columns_and_the_key() -> None:
    table = definition().section("d2").table
    assert [str(found and found.title) for found in map(table.column, ("oddzial", "k1", "k99"))] == [
        "Oddział",
        "Łóżka",
        "None",
    ]
    assert table.row("w02") is None


# mistakes


def test_an_unknown_key_is_told_with_its_line_and_the_nearest_name() -> None:
    text = FORM.replace("required: true, max: 5000", "requierd: true")
    found = problem(text)
    assert found.line == line_of(text, "requierd")
    assert found.message == "Nieznany klucz „requierd”. Czy chodzi o „required”?"
    assert str(found).startswith("mz-29.yaml:22: sections[1].table.columns[0].requierd: ")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("edition: 2025", "edition: dwa", "Tu potrzebna jest liczba całkowita."),
        ("form: MZ-29\n", "", "Brak klucza „form”."),
        ("type: bool", "type: logical", "Dozwolone wartości: 'int'"),
        ("max: 5000", "max: dużo", "Tu potrzebna jest liczba z cyfr"),
        ("type: dec(1)", "type: dec", "potrzebuje liczby miejsc po przecinku"),
        ("type: dec(1)", "type: dec(9)", "Największa dozwolona wartość to 6."),
        ("list: ministry-codes-8, where", "where", "potrzebuje słownika"),
        ("type: bool", "type: bool, list: x", "ma tylko typ „code”"),
        ("type: bool", "type: int, min: 5, max: 1", "jest większa niż największa"),
        ("code: w02, title: Akr", "code: W2, title: Akr", "nie pasuje do wzoru"),
        ("title: Dane ogólne", "title: [a, b]", "Tu potrzebne są klucze i wartości."),
        ("title: Dane ogólne", "title: true", "Tu potrzebne są klucze i wartości."),
        ("required: true", "required: zawsze", "Tu potrzebne jest true albo false."),
        ("list: ministry-codes-8, where", "list: ministry-codes, where", "Czy chodzi o „ministry-codes-8”?"),
        ('where: "4*"', 'where: "X*"', "nie pasuje do wzorca „X*”"),
        ("closed: [w01.k3]", "closed: [w09.k3]", "nie wskazuje żadnego pola"),
        ("code: w02, title: Akr", "code: w01, title: Akr", "Kod wiersza „w01” powtarza się."),
        ("code: w02, title: Akr", "code: r2, title: Akr", "zastrzeżony dla wierszy dodawanych"),
        ("code: k2, title", "code: k1, title", "Kod kolumny „k1” powtarza się."),
        ("code: k2, title", "code: oddzial, title", "Kod kolumny „oddzial” powtarza się."),
        ("- code: d2", "- code: d1", "Kod działu „d1” powtarza się."),
        ("min: 1, max: 3", "min: 5, max: 3", "Najmniejsza liczba wierszy"),
        ("title: Razem, computed", "title: Razem, type: text, computed", "Wyliczać można tylko liczby."),
        (
            'key: {code: oddzial, title: Oddział, type: code, list: ministry-codes-8, where: "4*"}',
            "key: {code: o, type: int}",
            "jest kod albo tekst",
        ),
        ("reasons:", "after: [MZ-29]\nreasons:", "nie może czekać sam na siebie"),
        ("reasons:", "due: {unit: 2026-02-30}\nreasons:", "Tu potrzebna jest data"),
        ("reasons:", "owed_by: hospital\nreasons:", "Tu potrzebna jest lista."),
        ("columns: [{code: k1, title: Odpowiedź}]", "columns: []", "Lista nie może być pusta."),
    ],
)
def test_a_mistake_is_told_in_polish(old: str, new: str, message: str) -> None:
    assert old in FORM
    found = problem(FORM.replace(old, new))
    assert message in found.message
    assert found.line > 0


def test_all_problems_are_told_at_once_in_the_order_of_lines() -> None:
    text = (
        FORM.replace("edition: 2025", "edition: dwa").replace("type: bool", "type: logical").replace("max: 3", "max: x")
    )
    found = problems(text)
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert len(found) == 3


def test_a_repeated_check_id_is_told_at_the_second() -> None:
    text = f"{FORM}checks:\n- {{id: A, check: 'd2[w01,k1] > 0'}}\n- {{id: A, check: 'd2[w01,k1] > 1'}}\n"
    assert problem(text).line == len(text.splitlines())
    assert problem(text).message == "Identyfikator kontroli „A” powtarza się."


def test_a_repeated_key_is_told() -> None:
    assert (
        problem(FORM.replace("edition: 2025", "edition: 2025\nedition: 2024")).message
        == "Klucz „edition” podano dwa razy."
    )


def test_a_table_without_rows_is_refused() -> None:
    text = "form: A\nedition: 2025\ntitle: A\nsections:\n- {code: d1, title: A, table: {columns: [{code: k1}]}}"
    assert "rows albo dynamic" in problem(text).message


@pytest.mark.parametrize("text", ["form: [", "a: b: c", "\t- x", "form: *nikt", "{", "a\x00b"])
def test_broken_yaml_is_told_with_its_line(text: str) -> None:
    assert "YAML" in problem(text).message


@pytest.mark.parametrize("text", ["", "   ", "[]", "tekst", "# tylko komentarz"])
def test_a_file_that_is_no_form_is_refused(text: str) -> None:
    assert "nie zawiera definicji" in problem(text).message


def test_references_may_not_unfold_into_a_bomb() -> None:
    layers = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"]
    layers += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 8)]
    assert "za duży" in problem("\n".join(layers)).message


def test_anchors_and_merges_spare_writing() -> None:
    text = FORM.replace("{code: k2, title: w tym dla dzieci}", "&wzor {code: k2, max: 7}").replace(
        "{code: k3, title: Średnia liczba łóżek, type: dec(1)}", "{<<: *wzor, code: k3}"
    )
    assert load(text).cell("d2.r1.k3").type.max == 7


# single records

RECORD = """
form: SZP-11B
edition: 2025
title: Karta
kind: card
sections:
- code: d1
  title: Pacjent
  fields:
  - {code: plec, symbol: "4", title: Płeć, type: code, list: sex, required: true}
  - {code: wiek, title: Wiek, max: 130}
  - {code: pobyt, title: Długość pobytu, computed: "1 + 1"}
"""


def test_fields_are_cells_of_one_column() -> None:
    section = load(RECORD).sections[0]
    assert section.layout == "fields"
    assert [column.code for column in section.table.columns] == ["k1"]
    assert [row.code for row in section.table.rows] == ["plec", "wiek", "pobyt"]
    assert load(RECORD).addresses == ("d1.plec.k1", "d1.wiek.k1", "d1.pobyt.k1")
    assert load(RECORD).required == ("d1.plec.k1",)


def test_a_table_is_no_record() -> None:
    assert definition().sections[0].layout == "table"


@pytest.mark.parametrize(
    ("old", "new", "line", "where"),
    [
        ("max: 130", "max: wiele", 11, "sections[0].fields[1].max"),
        ("code: wiek", "code: plec", 11, "sections[0].fields[1]"),
        ("list: sex", "list: sexes", 10, "sections[0].fields[0].list"),
    ],
)
def test_a_mistake_in_a_field_is_told_where_the_field_is_written(old: str, new: str, line: int, where: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        load(RECORD.replace(old, new), path="x.yaml", code_lists={"sex": {"1": "kobieta"}})
    found = caught.value.problems[0]
    assert (found.line, found.where) == (line, where)


def test_a_problem_of_a_row_points_at_the_field() -> None:
    found = load(RECORD, path="x.yaml").problem(("sections", 0, "table", "rows", 2, "computed"), "źle")
    assert (found.line, found.where) == (12, "sections[0].fields[2].computed")


@pytest.mark.parametrize(
    "part", ["", "  fields: []", "  table: {columns: [{code: k1}], rows: [{code: w01}]}\n  fields: [{code: a}]\n"]
)
def test_a_section_has_either_a_table_or_fields(part: str) -> None:
    text = f"form: A\nedition: 2025\ntitle: A\nsections:\n- code: d1\n  title: A\n{part}"
    assert problem(text).message == "Dział ma albo tabelę (table), albo pola (fields)."


# versions and other forms

DATED = "versions: [preliminary, final]\ndue: {preliminary: {unit: 2026-02-28}, final: {unit: 2026-07-01}}\nreasons:"


def test_each_version_has_its_dates() -> None:
    form = load(FORM.replace("reasons:", DATED))
    assert str(form.due_of("preliminary").unit) == "2026-02-28"
    assert str(form.due_of("final").unit) == "2026-07-01"
    assert form.due_of() == form.due_of("final")


def test_dates_without_versions_are_those_of_every_version() -> None:
    form = load(FORM.replace("reasons:", "due: {unit: 2026-02-28}\nreasons:"))
    assert str(form.due_of().unit) == str(form.due_of("final").unit) == "2026-02-28"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("due: {final: {unit: 2026-02-28}}", "Formularz nie ma wersji „final”"),
        ("versions: [preliminary, final]\ndue: {final: {unit: 2026-02-28}}", "Brak terminów wersji „preliminary”."),
        ("versions: [final]\ndue: {unit: 2026-02-01, final: {unit: 2026-02-28}}", "albo wprost, albo dla każdej"),
        ("versions: [final, final]", "Wersja „final” powtarza się."),
        ("reads: [MZ-29]", "Własne pola czyta się wprost"),
    ],
)
def test_versions_and_forms_agree(keys: str, message: str) -> None:
    assert message in problem(FORM.replace("reasons:", f"{keys}\nreasons:")).message


def test_forms_sent_before_are_read_too() -> None:
    form = load(FORM.replace("reasons:", "after: [MZ-88]\nreads: [MZ-11, MZ-88]\nreasons:"))
    assert form.beside == ("MZ-88", "MZ-11")


# patterns of codes, headings of rows


def test_a_code_may_fit_one_of_several_patterns() -> None:
    cell_type = load(FORM.replace('where: "4*"', 'where: "45*|127*"')).cell("d2.r1.oddzial").type
    assert [code for code in ("4500", "1270", "4000") if cell_type.fits(code)] == ["4500", "1270"]


def test_an_empty_pattern_is_refused() -> None:
    assert "oddziela się jedną kreską" in problem(FORM.replace('where: "4*"', 'where: "45*||127*"')).message


def test_rows_have_nested_headings_too() -> None:
    row = load(FORM.replace("{code: w01, title: Ogółem,", "{code: w01, title: Ogółem, group: [Razem, w tym],"))
    assert [title.pl for title in row.sections[1].table.rows[0].group] == ["Razem", "w tym"]


# dimensions


DIMS = FORM.replace("{code: k2, title: w tym dla dzieci}", "{code: k2, title: w tym dla dzieci, dims: {AGE: Y_LT18}}")


def test_a_cell_has_the_dimensions_of_its_row_and_column() -> None:
    form = load(DIMS.replace("title: Ogółem,", "title: Ogółem, dims: {WARD: _T},"))
    assert dict(form.cell("d2.w01.k2").dims) == {"AGE": "Y_LT18", "WARD": "_T"}
    assert dict(form.cell("d2.r1.k2").dims) == {"AGE": "Y_LT18"}


def test_row_and_column_may_agree_on_a_dimension() -> None:
    assert load(DIMS.replace("title: Ogółem,", "title: Ogółem, dims: {AGE: Y_LT18},")).cell("d2.w01.k2").dims


def test_row_and_column_may_not_contradict_each_other() -> None:
    text = DIMS.replace("title: Ogółem,", "title: Ogółem, dims: {AGE: _T},")
    found = problem(text)
    assert found.message == "Wymiar AGE ma dwie wartości: wiersz _T, kolumna k2 Y_LT18."
    assert (found.line, found.where) == (line_of(text, "title: Ogółem"), "sections[1].table.rows[0].dims.AGE")


def test_a_closed_cell_has_no_dimensions_to_agree_on() -> None:
    text = DIMS.replace("title: Ogółem,", "title: Ogółem, dims: {AGE: _T},").replace("[w01.k3]", "[w01.k3, w01.k2]")
    assert load(text).cell("d2.w01.k2").closed


@pytest.mark.parametrize("dims", ["{age: Y}", "{AGE: ''}", "{AGE: [a]}", "[AGE]"])
def test_dimensions_are_named_as_sdmx_names_them(dims: str) -> None:
    assert problem(DIMS.replace("{AGE: Y_LT18}", dims)).line == line_of(DIMS, "AGE")
