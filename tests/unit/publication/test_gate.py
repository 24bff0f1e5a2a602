# SPDX-License-Identifier: EUPL-1.2
"""Everything the gate says of a form beside proofs, and how it says what was proven."""

import pytest

from engine.definitions import load
from engine.publication import examine, problems, seal
from tests.unit.publication.forms import ADDED, HEAD, LISTS, TABLE, definition, listed, notes, refusals

EXAMPLES = "  examples: {pass: {d1.w01.k1: 1, d1.w02.k1: 2}, fail: {d1.w01.k1: 3, d1.w02.k1: 2}}\n"
ORDER = "- id: '1'\n  check: d1[w01, k1] <= d1[w02, k1]\n" + EXAMPLES
WIDER = "- id: '2'\n  check: d1[w01, k1] <= d1[w02, k1] + 0\n" + EXAMPLES
FULL = "- id: '3'\n  check: d1[w03, k1] <= 100\n  examples: {pass: {d1.w03.k1: 1}, fail: {d1.w03.k1: 1}}\n"


def _told(found: list[str], words: str) -> bool:
    return any(words in message for message in found)


def test_a_sound_form_passes() -> None:
    found = examine(definition(ORDER))
    assert found.passed
    assert problems(definition(ORDER)) == ()


def test_a_form_that_does_not_compile_is_refused_with_its_line() -> None:
    (problem,) = examine(definition(ORDER.replace("w02, k1]", "w77, k1]"))).refusals
    assert (problem.path, problem.line) == ("t-1.yaml", 18)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("title: {pl: Próba, en: Trial}", 'title: ""', "Formularz nie ma tytułu."),
        ("title: {pl: Łóżka, en: Beds}", 'title: " "', "Dział 1 nie ma tytułu."),
        ("title: {pl: Razem, en: Total}", 'title: ""', "Kolumna 1.1 nie ma tytułu."),
        ("title: {pl: Drugi, en: Second}", 'title: ""', "Wiersz 1.02 nie ma tytułu."),
        ("title: {pl: Razem, en: Total}", 'title: Razem, group: [""]', "Kolumna 1.1 ma pusty nagłówek."),
        ("code: w02,", 'code: w02, symbol: "01",', "Wiersz 1.01: ten numer się powtarza."),
        ("title: {pl: Drugi, en: Second}", "title: TODO", "Tekst niedokończony: „TODO”."),
        ("title: {pl: Drugi, en: Second}", "title: Liczba ???", "Tekst niedokończony: „???”."),
        ("due:", "note: Wpisać…\ndue:", "Tekst niedokończony: „Wpisać…”."),
        ("due:", "note: do uzupełnienia\ndue:", "Tekst niedokończony: „do uzupełnienia”."),
        ("due:", 'reasons: {inne: " "}\ndue:', "Powód „inne” nie ma nazwy."),
        ("due:", "reasons: {inne: XXX}\ndue:", "Tekst niedokończony: „XXX”."),
        ("due:", "owed_by: [hospitl]\ndue:", "Nie ma rodzaju jednostki „hospitl”. Czy chodzi o „hospital”?"),
    ],
)
def test_texts_are_complete_and_owners_known(old: str, new: str, words: str) -> None:
    whole = HEAD + TABLE
    assert old in whole
    changed = whole.replace(old, new, 1)
    found = problems(load(changed, code_lists=LISTS), deep=False)
    assert words in [problem.message for problem in found]


def test_a_reason_needs_a_name() -> None:
    checks = ORDER.replace("  check:", "  severity: warning\n  explain: [remont]\n  check:")
    assert "Powód „remont” kontroli „1” nie ma nazwy (reasons)." in refusals(checks)


def test_reasons_that_are_used_and_named_are_fine() -> None:
    checks = ORDER.replace("  check:", "  severity: warning\n  explain: [remont]\n  check:")
    head = HEAD + "reasons: {remont: Remont oddziału, inne: Inne}\n"
    assert refusals(checks, head=head) == []
    assert [text for text in notes(checks, head=head) if "Powodu" in text] == [
        "Powodu „inne” nie używa żadna kontrola."
    ]


def test_the_key_of_added_rows_needs_a_title() -> None:
    table = ADDED.replace("title: {pl: Kod, en: Code}", 'title: ""')
    assert "Klucz wierszy dodawanych nie ma tytułu." in refusals(table=table)


def test_a_record_may_part_one_printed_question() -> None:
    fields = "sections:\n- code: d1\n  title: Karta\n  fields:\n"
    fields += "  - {code: imie, symbol: '3', title: Imię, type: text}\n"
    assert refusals(table=fields + "  - {code: drugie, symbol: '3', title: Nazwisko, type: text}\n") == []
    assert refusals(table=fields + "  - {code: drugie, symbol: '3', type: text}\n") == ["Pole 1.3 nie ma tytułu."]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("    rows:", "    closed: [w02.*]\n    rows:", "Wiersz 1.02: wszystkie pola są zamknięte"),
        ("    rows:", "    closed: ['*.k2']\n    rows:", "Kolumna 1.2: wszystkie pola są zamknięte"),
        ("max: 100}\n    - {code: k2", "min: 0.2, max: 0.8}\n    - {code: k2", "Od 0.2 do 0.8 nie ma żadnej"),
        ("en: First}", "en: First}, min: 0.2, max: 0.8", "Od 0.2 do 0.8 nie ma żadnej"),
        ("en: First}", "en: First}, min: 999999999999.5", "Od 999999999999.5 do 999999999999 nie ma żadnej"),
        ("en: First}", "en: First}, min: -0.5, max: -0.2", "Od -0.5 do -0.2 nie ma żadnej"),
        ("en: First}", 'en: First}, computed: "1", required: true', "Wiersz 1.01: pola są wymagane, a zamknięte"),
    ],
)
def test_cells_nobody_can_fill_are_refused(old: str, new: str, words: str) -> None:
    whole = TABLE.replace(old, new, 1)
    assert whole != TABLE
    assert _told(refusals(table=whole), words)


def test_a_code_list_has_to_be_known() -> None:
    table = TABLE.replace("en: First}", "en: First}, type: code, list: kody")
    found = problems(definition(table=table, lists=None), deep=False)
    assert [problem.message for problem in found] == ["Słownik „kody” nie jest znany."]
    added = problems(definition(table=ADDED, lists=None), deep=False)
    assert [problem.message for problem in added] == ["Słownik „kody” nie jest znany."]


def test_every_check_has_examples_that_do_what_they_say() -> None:
    assert _told(refusals(ORDER.replace("{d1.w01.k1: 3,", "{d1.w01.k1: 1,")), "Kontrola przepuszcza ten przykład")
    assert _told(refusals(listed("d1[w01, k1] <= d1[w02, k1]")), "Brak przykładu, który kontrola zatrzymuje")


def test_in_a_hurry_missing_examples_are_not_asked_for_but_false_ones_are() -> None:
    missing = listed("d1[w01, k1] <= d1[w02, k1]")
    assert problems(definition(missing), deep=False) == ()
    false = ORDER.replace("{d1.w01.k1: 3,", "{d1.w01.k1: 1,")
    assert problems(definition(false), deep=False)


def test_an_idle_check_is_refused_where_it_stands() -> None:
    (problem,) = examine(definition(ORDER + WIDER)).refusals
    assert problem.message == "Kontrola „2” jest zbędna: zatrzymuje tylko to, co zatrzymują już kontrole: 1."
    assert (problem.line, problem.where) == (21, "checks[1].check")


def test_a_check_idle_in_some_places_is_a_note() -> None:
    checks = ORDER.replace("  check: d1[w01, k1] <=", "  check: d1[r, k1] <=").replace("w02, k1]\n", "w02, k1]\n", 1)
    checks = checks.replace("  check:", "  foreach: r in d1.rows\n  check:")
    assert refusals(checks) == []
    assert _told(notes(checks), "Kontrola „1” w miejscach: w02 niczego nie zatrzyma")


def test_a_form_that_cannot_be_sent_is_refused() -> None:
    exclude = "- id: '8'\n  check: filled(d1[w01, k1])\n  examples: {pass: {d1.w01.k1: 1}, fail: {d1.w02.k1: 1}}\n"
    exclude += "- id: '9'\n  check: blank(d1[w01, k1])\n  examples: {pass: {d1.w02.k1: 1}, fail: {d1.w01.k1: 1}}\n"
    assert refusals(exclude) == ["Żadnego sprawozdania nie można wysłać: kontrole 8, 9 wykluczają się."]


def test_a_cell_no_report_can_hold_is_refused() -> None:
    empty = "- id: '9'\n  check: blank(d1[w01, k1])\n  examples: {pass: {d1.w02.k1: 1}, fail: {d1.w01.k1: 1}}\n"
    told = "W żadnym sprawozdaniu, które można wysłać, nie będzie wypełnione pole d1.w01.k1."
    assert told in refusals(empty)


def test_a_computed_cell_that_is_never_known_is_refused() -> None:
    row = '    - {code: w04, title: {pl: Iloraz, en: Ratio}, computed: "d1[w01, .] / (1 - 1)"}\n'
    assert _told(refusals(table=TABLE + row), "Nigdy nie wyliczy się pole d1.w04.k1.")


def test_cells_nobody_reads_are_a_note() -> None:
    assert _told(notes(ORDER), "Dział 1: pola, których nie czyta żadna kontrola ani wzór: 4 (w01.k2, w02.k2")
    assert _told(notes(table=ADDED), "Dział 2: pola, których nie czyta żadna kontrola ani wzór: 1 (*.kod).")


def test_of_a_section_that_is_read_whole_nothing_is_said() -> None:
    table = TABLE.replace("    - {code: k2, title: {pl: Dzieci, en: Children}, max: 100}\n", "")
    assert not _told(notes(ORDER + FULL.replace("<= 100", "<= 99").replace("1}}", "100}}"), table=table), "nie czyta")


def test_other_things_worth_knowing_are_notes() -> None:
    text = (HEAD + TABLE).replace(", en: Trial", "").replace("due: {unit: 2026-02-25}", "reasons: {inne: Inna}")
    found = [problem.message for problem in examine(load(text), deep=False).notes]
    assert "Teksty bez tłumaczenia na angielski: 2." in found
    assert "Powodu „inne” nie używa żadna kontrola." in found
    assert "Formularz nie mówi, do kiedy się go składa." in found


def test_the_way_from_the_edition_before_has_to_be_whole() -> None:
    before = load((HEAD + TABLE).replace("2025", "2024").replace("w03", "w04"), code_lists=LISTS)
    now = HEAD + "crosswalk: {from: 2024, new: ['d1[w03,*]']}\n"
    assert _told([p.message for p in problems(definition(head=now), None, before)], "d1[w04,k1]")
    whole = now.replace("]}\n", "], dropped: ['d1[w04,*]']}\n")
    assert problems(definition(head=whole), None, before) == ()
    assert _told(notes(head=whole), "Przejścia z edycji 2024 nie sprawdzono")


def test_a_seal_is_of_all_the_gate_looks_at() -> None:
    one, other, before = definition(ORDER), definition(), definition(table=ADDED)
    more = {"kody": {"4000": "inny oddział"}, "nowe": {"1": "a"}}
    seals = [seal(one, {}, None), seal(other, {}, None), seal(one, {"T-2": other}, None), seal(one, {}, other)]
    seals += [seal(before, {}, None), seal(definition(table=ADDED, lists=more), {}, None)]
    assert len(set(seals)) == len(seals)
    assert seal(definition(ORDER, lists=more), {}, None) == seals[0]


def test_a_note_may_say_what_to_type() -> None:
    assert refusals(ORDER, head=HEAD + "note: W kolumnie 1 należy wpisać liczbę łóżek.\n") == []


NAMING = HEAD + "after: [T-9]\nreads: [T-8]\ncrosswalk: {from: 2024}\n"


def test_what_was_handed_over_is_not_looked_for() -> None:
    others = {name: definition(head=HEAD.replace("T-1", name)) for name in ("T-9", "T-8")}
    before = definition(head=HEAD.replace("2025", "2024", 1))
    found = examine(definition(head=NAMING), others, before, lambda: pytest.fail("asked"), deep=False)
    assert found.passed
    assert not [note for note in found.notes if "Nie sprawdzono, czy jest" in note.message]


def test_what_is_named_is_there_or_refused() -> None:
    known = {("T-9", 2025), ("T-8", 2024), ("T-1", 2024)}
    (problem,) = problems(definition(head=NAMING), editions=lambda: known, deep=False)
    assert (problem.line, problem.where) == (6, "reads[0]")
    assert problem.message == "Nie ma formularza „T-8” za 2025 r. Czy chodzi o „T-9”?"


def test_without_a_catalogue_it_is_noted_that_nobody_looked() -> None:
    found = examine(definition(head=NAMING), deep=False)
    assert found.passed
    told = [(note.line, note.message) for note in found.notes if note.line in {5, 6}]
    assert told == [
        (5, "Nie sprawdzono, czy jest formularz „T-9” za 2025 r.: nie ma pod ręką katalogu."),
        (6, "Nie sprawdzono, czy jest formularz „T-8” za 2025 r.: nie ma pod ręką katalogu."),
    ]
