# SPDX-License-Identifier: EUPL-1.2
"""The words that sentences are made of, in Polish and English.

In Polish a comparison is said with „to” and nominatives only („łóżka (36) to mniej niż suma wierszy (40)”), so labels
stand in it as the form has them; in English labels stand in quotation marks, with their capital letters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["pl", "en"]
Comparisons = Mapping[str, str]


@dataclass(frozen=True)
class Phrases:
    """Names in braces are filled in: a, b and x are parts of the sentence."""

    language: Language
    quoted: str
    lowered: bool
    point: str
    over: str
    # conditions
    numbers: Comparisons
    dates: Comparisons
    texts: Comparisons
    constants: Comparisons
    implies: str
    denied: str
    both: str
    either: str
    filled: str
    blank: str
    filled_this: str
    blank_this: str
    one_of: str
    none_of: str
    listed: str
    unlisted: str
    fitting: str
    close: str
    apart: str
    allowing: str
    share: str
    yes: str
    no: str
    # values
    nothing: str
    result: str
    total: str
    rounded: str
    otherwise: str
    choice: str
    between: str
    days: str
    calendar: Mapping[str, str]
    fields: Mapping[str, str]
    aggregates: Mapping[str, str]
    several: Mapping[str, str]
    of_section: str
    where: str
    before: tuple[str, str, str]
    # places
    section: str
    row: str
    column: str
    field: str
    rows: str
    columns: str
    each_row: str
    each_column: str
    this_row: str
    this_column: str
    this_cell: str
    foreign_added: str
    foreign: str
    # what every form asks for
    fill_in: str
    fill_in_place: str
    too_few: str
    repeated: str


POLISH = Phrases(
    language="pl",
    quoted="„{}”",
    lowered=True,
    point=",",
    over=":",
    numbers={
        "=": "to tyle samo co",
        "!=": "to nie tyle samo co",
        "<": "to mniej niż",
        "<=": "to nie więcej niż",
        ">": "to więcej niż",
        ">=": "to nie mniej niż",
    },
    dates={
        "=": "to ten sam dzień co",
        "!=": "to inny dzień niż",
        "<": "to wcześniej niż",
        "<=": "to nie później niż",
        ">": "to później niż",
        ">=": "to nie wcześniej niż",
    },
    texts={"=": "to to samo co", "!=": "to nie to samo co"},
    constants={"=": "to", "!=": "to nie"},
    implies="jeżeli {a}, wtedy {b}",
    denied="{a}, a {b}",
    both=" oraz ",
    either=" lub ",
    filled="wypełniono pole: {x}",
    blank="nie wypełniono pola: {x}",
    filled_this="to pole wypełniono",
    blank_this="tego pola nie wypełniono",
    one_of="{x} to jedna z wartości: {b}",
    none_of="{x} to żadna z wartości: {b}",
    listed="{x} to kod ze słownika {b}",
    unlisted="{x} to kod spoza słownika {b}",
    fitting="{} ({})",
    close="{a} i {b} różnią się najwyżej o {x}",
    apart="{a} i {b} różnią się o więcej niż {x}",
    allowing="{a} (dopuszczalna różnica: {x})",
    share="{x} tego, co {b}",
    yes="tak",
    no="nie",
    nothing="brak",
    result="{a} (czyli {x})",
    total="{a} (razem {x})",
    rounded="{a} po zaokrągleniu",
    otherwise="{a} (a gdy puste: {b})",
    choice="({a}, jeżeli {x}, a w innym razie {b})",
    between="różnica między: {a} i {b}",
    days="liczba dni od: {a} do: {b}",
    calendar={"year": "rok z daty: {a}", "month": "miesiąc z daty: {a}", "years": "pełne lata od: {a} do: {b}"},
    fields={
        "days": "dni okresu",
        "start": "początek okresu",
        "end": "koniec okresu",
        "year": "rok okresu",
        "quarter": "kwartał okresu",
        "month": "miesiąc okresu",
        "beds": "łóżka w rejestrze",
        "kind": "rodzaj jednostki",
        "character": "charakter jednostki",
        "teryt": "TERYT jednostki",
        "voivodeship": "województwo jednostki",
        "activity_code": "rodzaj praktyki",
        "register_number": "numer księgi rejestrowej",
        "regon": "REGON",
        "nip": "NIP",
    },
    aggregates={
        "sum": "suma",
        "min": "najmniejsza wartość",
        "max": "największa wartość",
        "avg": "średnia",
        "count": "liczba wypełnionych pól",
    },
    several={"rows": "wierszy", "columns": "kolumn", "cells": "pól", "and": "i", "row": "wiersza", "column": "kolumny"},
    of_section="działu {}",
    where=" (tylko wiersze, w których {x})",
    before=("w poprzednim okresie", "{} okresy wcześniej", "{} okresów wcześniej"),
    section="Dział {}",
    row="wiersz {}",
    column="kolumna {}",
    field="pole {}",
    rows="wiersze {}",
    columns="kolumny {}",
    each_row="każdy wiersz",
    each_column="każda kolumna",
    this_row="ten wiersz",
    this_column="ta kolumna",
    this_cell="to pole",
    foreign="{}, dział {}, wiersz {}, kolumna {}",
    foreign_added="{}, dział {}, kolumna {}",
    fill_in="Uzupełnij pole {} ({}).",
    fill_in_place="Uzupełnij pole: {}.",
    too_few="{}: dodaj wiersze, powinno ich być co najmniej {}.",
    repeated="{}: {} występuje w tym dziale więcej niż raz.",
)

ENGLISH = Phrases(
    language="en",
    quoted="“{}”",
    lowered=False,
    point=".",
    over="/",
    numbers={
        "=": "is the same as",
        "!=": "is not the same as",
        "<": "is less than",
        "<=": "is not more than",
        ">": "is more than",
        ">=": "is not less than",
    },
    dates={
        "=": "is the same day as",
        "!=": "is another day than",
        "<": "is earlier than",
        "<=": "is not later than",
        ">": "is later than",
        ">=": "is not earlier than",
    },
    texts={"=": "is the same as", "!=": "is not the same as"},
    constants={"=": "is", "!=": "is not"},
    implies="if {a}, then {b}",
    denied="{a}, but {b}",
    both=" and ",
    either=" or ",
    filled="{x} is filled in",
    blank="{x} is not filled in",
    filled_this="this cell is filled in",
    blank_this="this cell is not filled in",
    one_of="{x} is one of: {b}",
    none_of="{x} is none of: {b}",
    listed="{x} is a code of the list {b}",
    unlisted="{x} is not a code of the list {b}",
    fitting="{} ({})",
    close="{a} and {b} differ by no more than {x}",
    apart="{a} and {b} differ by more than {x}",
    allowing="{a} (allowing for {x})",
    share="{x} of {b}",
    yes="yes",
    no="no",
    nothing="blank",
    result="{a} (that is {x})",
    total="{a} (together {x})",
    rounded="{a} when rounded",
    otherwise="{a} (when blank: {b})",
    choice="({a} if {x}, otherwise {b})",
    between="the difference between {a} and {b}",
    days="the number of days from {a} to {b}",
    calendar={"year": "the year of {a}", "month": "the month of {a}", "years": "the full years from {a} to {b}"},
    fields={
        "days": "the days of the period",
        "start": "the start of the period",
        "end": "the end of the period",
        "year": "the year of the period",
        "quarter": "the quarter of the period",
        "month": "the month of the period",
        "beds": "beds in the register",
        "kind": "the kind of unit",
        "character": "the character of the unit",
        "teryt": "the unit's TERYT code",
        "voivodeship": "the unit's voivodeship",
        "activity_code": "the kind of practice",
        "register_number": "the number of the register book",
        "regon": "REGON",
        "nip": "NIP",
    },
    aggregates={
        "sum": "the sum of",
        "min": "the smallest value of",
        "max": "the largest value of",
        "avg": "the mean of",
        "count": "the number of filled cells of",
    },
    several={
        "rows": "rows",
        "columns": "columns",
        "cells": "cells",
        "and": "and",
        "row": "of row",
        "column": "of column",
    },
    of_section="of section {}",
    where=" (only rows where {x})",
    before=("in the previous period", "{} periods earlier", "{} periods earlier"),
    section="Section {}",
    row="row {}",
    column="column {}",
    field="field {}",
    rows="rows {}",
    columns="columns {}",
    each_row="every row",
    each_column="every column",
    this_row="this row",
    this_column="this column",
    this_cell="this cell",
    foreign="{}, section {}, row {}, column {}",
    foreign_added="{}, section {}, column {}",
    fill_in="Fill in {} ({}).",
    fill_in_place="Fill in: {}.",
    too_few="{}: add rows, there should be at least {}.",
    repeated="{}: {} stands in this section more than once.",
)

PHRASES: Mapping[str, Phrases] = {"pl": POLISH, "en": ENGLISH}
