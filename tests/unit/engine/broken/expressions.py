# SPDX-License-Identifier: EUPL-1.2
"""Broken expressions of a check over the wards of tests/unit/engine/forms.py: what is written, where the mistake begins
(line, column), what is told, and the name suggested."""

from typing import NamedTuple


class Wrong(NamedTuple):
    text: str
    column: int
    words: str
    near: str = ""
    line: int = 1


CHECKS = {
    # signs and words
    "nothing": Wrong("", 1, "urywa się"),
    "an empty text": Wrong('""', 1, "potrzebny jest warunek"),
    "the end is missing": Wrong("d2[r,k1] >", 11, "urywa się"),
    "the beginning is missing": Wrong("> 3", 1, "Nieoczekiwane „>”"),
    "a bracket left open": Wrong("d2[r,k1 <= 3", 9, "oczekiwano: „]”"),
    "a bracket too many": Wrong("(d2[r,k1] > 0))", 15, "Nieoczekiwane „)”"),
    "a column left out": Wrong("d2[r] <= 3", 5, "oczekiwano: „,”"),
    "round brackets": Wrong("d2(r,k1) > 1", 1, "Nie ma funkcji „d2”"),
    "two equals signs": Wrong("d2[r,k1] == 1", 11, "Nieoczekiwane „=”"),
    "less or greater": Wrong("d2[r,k1] <> 3", 11, "Nieoczekiwane „>”"),
    "a sign from a textbook": Wrong("d2[r,k1]≥0", 9, "Nieoczekiwany znak „≥”"),
    "a sign from a textbook after a name": Wrong("d2[r,k1≥2] > 0", 8, "Nieoczekiwany znak „≥”"),
    "an ampersand": Wrong("d2[r,k1] & 1", 10, "Nieoczekiwany znak „&”"),
    "an exclamation": Wrong("d2[r,k1] ! 3", 10, "Nieoczekiwany znak „!”"),
    "a comment": Wrong("d2[r,k1] // 4", 11, "Nieoczekiwane „/”"),
    "and with a letter moved": Wrong("d2[r,k1] > 1 adn d2[r,k1] < 5", 14, "Nieoczekiwane „adn”", "and"),
    "and with nothing after": Wrong("d2[r,k1] > 1 and", 17, "urywa się"),
    "not of nothing": Wrong("not", 4, "urywa się"),
    "two arrows": Wrong("d2[r,k1] > 0 => => d2[r,k1] > 1", 17, "Nieoczekiwane „=>”"),
    "an arrow from a number": Wrong("d2[r,k1] => d2[r,k2] > 1", 1, "potrzebny jest warunek"),
    "capitals": Wrong("D2[R,K1] > 0", 1, "Nazwy pisze się małymi literami", "d2"),
    "a capital in a name": Wrong("d2[r,kA1] > 0", 6, "Nazwy pisze się małymi literami", "ka1"),
    "a capital in a number": Wrong("d2[r,k1] > 1E5", 13, "Nieoczekiwany znak „E”"),
    "a word in capitals": Wrong("d2[r,k1] > 1 AND d2[r,k1] < 9", 14, "Nazwy pisze się małymi literami", "and"),
    "a function in capitals": Wrong("SUM(d2[*,k1]) > 0", 1, "Nazwy pisze się małymi literami", "sum"),
    "apostrophes": Wrong("d2[r,oddzial] = '4500'", 17, "Nieoczekiwany znak „'”"),
    "a quotation left open": Wrong('d2[r,oddzial] = "4500', 17, "Nieoczekiwany znak"),
    "a comma in a number": Wrong("d2[r,k1] > 1,5", 13, "Nieoczekiwane „,”"),
    "two dots in a number": Wrong("d2[r,k1] > 01.5.3", 16, "Nieoczekiwane „.”"),
    "thousands apart": Wrong("d2[r,k1] > 1 000", 14, "Nieoczekiwane „000”"),
    "an exponent": Wrong("d2[r,k1] > 1e5", 13, "Nieoczekiwane „e5”"),
    "digits of another script": Wrong("d2[r,k1] > \u0663", 12, "Nieoczekiwany znak „\u0663”"),
    "a number without end": Wrong("d2[r,k1] > " + "9" * 60, 12, "za dużo cyfr"),
    "a share without end": Wrong("d2[r,k1] = 1 within " + "9" * 60 + "%", 21, "za dużo cyfr"),
    "one of many without end": Wrong("d2[r,k1] in (1, " + "9" * 60 + ")", 17, "za dużo cyfr"),
    "a unit": Wrong("d2[r,k1] > 5 szt", 14, "Nieoczekiwane „szt”"),
    "too deep": Wrong("(" * 200 + "d2[r,k1] > 0" + ")" * 200, 61, "zagnieżdżone za głęboko"),
    "the second line": Wrong("d2[r,k1] > 0\n  and d2[r,k9] > 0", 12, "nie ma kolumny „k9”", "k4", 2),
    # places
    "a column that is not": Wrong("d2[r,k9] > 0", 6, "Dział 2 nie ma kolumny „k9”", "k4"),
    "a row that is not": Wrong("d2[w99,k1] > 0", 4, "Dział 2 nie ma wiersza „w99”. Jest: w01."),
    "a variable that is not": Wrong("d2[q,k1] > 0", 4, "Dział 2 nie ma wiersza „q”"),
    "a section that is not": Wrong("x[w01,k1] > d2[r,k1]", 1, "nie ma działu „x”"),
    "a field of this row that is not": Wrong("this.k9 > 0", 6, "nie ma kolumny „k9”", "k4"),
    "a field of a section that is not": Wrong("d9.k1 > d2[r,k1]", 1, "Nieznana nazwa „d9”", "d2"),
    "a dot of nothing": Wrong("d2[., k1] > 0", 4, "Kropka znaczy bieżący wiersz"),
    "many cells in place of one": Wrong("d2[*,k1] > 3", 1, "Użyj sum, min, max, avg albo count"),
    "a range in place of one": Wrong("d2[w01, k1..k3] > 0", 1, "Użyj sum, min, max, avg albo count"),
    "a range backwards": Wrong("sum(d2[w01,k3..k1]) > 0", 12, "Zakres od późniejszej kolumny do wcześniejszej."),
    "rows backwards": Wrong("sum(d1[w02..w01,k1]) > 0", 8, "Zakres od późniejszego wiersza do wcześniejszego."),
    "a range from nowhere": Wrong("sum(d2[w00..w01,k1]) > 0", 8, "nie ma wiersza „w00”", "w01"),
    "no cell of this form": Wrong("1 > 0", 1, "nie czyta żadnego pola"),
    "a field of the unit that is not": Wrong("d2[r,k1] > unit.bedz", 17, "„unit” nie ma pola „bedz”", "beds"),
    "a field of the period that is not": Wrong("period.foo = d2[r,k1]", 8, "„period” nie ma pola „foo”"),
    "the unit itself": Wrong("unit > d2[r,k1]", 1, "Sama nazwa „unit” nic nie znaczy"),
    "a form without quotation": Wrong(
        "form(MZ-88).d1[w01,k1] > d2[r,k1]", 6, "Symbol formularza pisze się w cudzysłowie"
    ),
    "a form without quotation, apart": Wrong("form ( MZ-88).d1[w01,k1] > d2[r,k1]", 8, 'w cudzysłowie: form("MZ-88").'),
    "a form without a cell": Wrong('form("MZ-88") > d2[r,k1]', 15, "oczekiwano: „.”"),
    # functions
    "a function that is not": Wrong("foo(d2[r,k1]) > 1", 1, "Nie ma funkcji „foo”"),
    "a function misspelt": Wrong("summ(d2[*,k1]) > 1", 1, "Nie ma funkcji „summ”", "sum"),
    "a sum of nothing": Wrong("sum() > 3", 5, "Nieoczekiwane „)”"),
    "a filter of nothing": Wrong("sum(d2[*,k1] where) > 3", 19, "Nieoczekiwane „)”"),
    "a filter that is a number": Wrong("sum(d2[*,k1] where d2[., k1]) > 3", 20, "potrzebny jest warunek"),
    "abs of two": Wrong("abs(d2[r,k1], 2) > 1", 1, "Użycie: abs(liczba)"),
    "nvl of one": Wrong("nvl(d2[r,k1]) > 1", 1, "Użycie: nvl("),
    "nvl of a number and a text": Wrong('nvl(d2[r,k1], "a") > 1', 1, "tekstu z liczbą"),
    "if of a number": Wrong("if(d2[r,k1], 1, 2) > 1", 4, "potrzebny jest warunek"),
    "if of a number or a text": Wrong('if(d2[r,k1] > 1, 1, "a") > 1', 1, "tekstu z liczbą"),
    "round to nine places": Wrong("round(d2[r,k1], 9) > 1", 17, "liczba od 0 do 6"),
    "round to a cell": Wrong("round(d2[r,k1], d2[r,k2]) > 1", 17, "liczba od 0 do 6"),
    "before nothing": Wrong("prior() > d2[r,k1]", 7, "Nieoczekiwane „)”"),
    "before today": Wrong("prior(d2[r,k1], 0) > 1", 17, "od 1 do 9"),
    "before before": Wrong("prior(prior(d2[r,k1])) > d2[r,k1]", 7, "nie mogą stać jedno w drugim"),
    "days of nothing": Wrong("days() > d2[r,k1]", 6, "Nieoczekiwane „)”"),
    "days of a number": Wrong("days(d2[r,k1], 3) > 1", 1, "liczy dni między datami"),
    "years of one date": Wrong("years(d1[w03,k1]) > 1", 1, "Użycie: years(od, do)"),
    "the year of a number": Wrong("year(d2[r,k1]) > 1", 6, "potrzebna jest data"),
    # kinds
    "a number for a condition": Wrong("d2[r,k1]", 1, "potrzebny jest warunek"),
    "a number with a text": Wrong('d2[r,k1] = "a"', 1, "tekstu z liczbą"),
    "a text with a number": Wrong("d1[w04,k1] > 5", 1, "tekstu z liczbą"),
    "a code and one": Wrong("d2[r,oddzial] + 1 > 5", 1, "tekstu z liczbą"),
    "a date without a nought": Wrong("d1[w03,k1] > 2025-2-3", 1, "ze sobą zestawić. Datę pisze się tak: 2025-02-03."),
    "a date with a number": Wrong("d1[w03,k1] > 5", 1, "nie można ze sobą zestawić"),
    "a date and a date": Wrong("d1[w03,k1] + d1[w03,k1] > d1[w03,k1]", 1, "Dat nie można dodawać"),
    "a day that is not": Wrong("d1[w03,k1] > 2025-13-01", 14, "Nie ma takiej daty"),
    "an amount with a count": Wrong("d1[w05,k1] > d2[r,k1]", 1, "Kwoty nie można zestawić"),
    "an amount and a count": Wrong("d1[w05,k1] + d2[r,k1] > 3", 1, "Kwoty nie można zestawić"),
    "divided by nothing": Wrong("d2[r,k1] / 0 > 1", 1, "Dzielenie przez zero"),
    # lists
    "in a number": Wrong("d2[r,k1] in 3", 13, "oczekiwano"),
    "in nothing": Wrong("d2[r,k1] in ()", 14, "oczekiwano"),
    "a number among texts": Wrong('d2[r,k1] in ("a")', 14, "potrzebna jest liczba"),
    "a code among numbers": Wrong("d2[r,oddzial] in (1, 2)", 19, "w cudzysłowie"),
    "a list that is not": Wrong('d2[r,oddzial] in list("ministry-codes-9")', 23, "Nie ma słownika", "ministry-codes-8"),
    "a class of characters": Wrong('d2[r,oddzial] in ("4[5-9]*")', 21, "We wzorcu nie ma zbiorów znaków"),
    "a class in the second pattern": Wrong('d2[r,oddzial] in ("45*", "[0-9]*")', 27, "We wzorcu nie ma zbiorów"),
    "a class of a list": Wrong('d2[r,oddzial] in list("ministry-codes-8", "[45]*")', 44, "We wzorcu nie ma zbiorów"),
    "within nothing": Wrong("d2[r,k1] = 1 within", 20, "oczekiwano liczby"),
    "within a cell": Wrong("d2[r,k1] = 1 within d2[r,k2]", 21, "oczekiwano liczby"),
    "within less than nothing": Wrong("d2[r,k1] = 1 within -5%", 21, "oczekiwano liczby"),
}
LOOPS = {
    "a section that is not": Wrong("r in d9.rows", 6, "nie ma działu „d9”", "d2"),
    "a row past the last": Wrong("r in d1.rows[w01..x9]", 19, "„x9”. Są: w01, w02, …, w06."),
    "a column that is not": Wrong("c in d2.columns[suma]", 17, "„suma”. Są: k1, k2, k3, k4, oddzial."),
    "rows misspelt": Wrong("r in d2.row", 9, "rows albo columns", "rows"),
    "on for in": Wrong("r on d2.rows", 3, "oczekiwano: „in”"),
    "only a name": Wrong("r", 2, "oczekiwano: „in”"),
    "columns among rows": Wrong("r in d2.rows[k1..k2]", 14, "nie ma wiersza „k1”"),
    "columns backwards": Wrong("r in d2.columns[k3..k1]", 17, "Zakres od"),
    "a variable twice": Wrong("r in d2.rows, r in d2.columns", 15, "Zmienna powtarza się"),
    "nothing after the comma": Wrong("r in d2.rows,", 14, "urywa się"),
    "nothing between commas": Wrong("r in d2.rows, , c in d2.columns", 15, "urywa się"),
    "the third of three": Wrong("r in d2.rows, c in d2.columns[k1, k2], x in d9.rows", 45, "nie ma działu „d9”", "d2"),
}
MESSAGES = {
    "a word in the braces": Wrong("Jest {d2[r,k1] łóżek}", 10, "Nieoczekiwan"),
    "a cell that is not": Wrong("Jest {d2[r,k9]} łóżek", 6, "nie ma kolumny „k9”", "k4"),
    "a brace left open": Wrong("Jest {d2[r,k1] łóżek", 6, "Klamra „{” nie ma pary"),
    "a brace that closes nothing": Wrong("Jest d2[r,k1]} łóżek", 14, "Klamra „}” nie ma pary"),
    "a brace in a brace": Wrong("Jest {{d2[r,k1]}} łóżek", 6, "Klamra „{” nie ma pary"),
    "nothing in the braces": Wrong("Jest {d2[r,k1]} z {} łóżek", 19, "W klamrach nie ma wyrażenia"),
    "only a space in the braces": Wrong("Jest { } łóżek", 6, "W klamrach nie ma wyrażenia"),
}
TARGETS = {
    "a cell that is not": Wrong("d2[r,k9]", 6, "nie ma kolumny „k9”", "k4"),
    "a number": Wrong("5", 1, "pole"),
    "a sum": Wrong("sum(d2[*,k1])", 1, "Celem jest jedno pole tego formularza."),
    "a cell of last year": Wrong("prior(d2[w01,k1])", 1, "Celem jest jedno pole tego formularza."),
}
COMPUTED = {
    "a column that another section lacks": Wrong("sum(d1[*, .])", 11, "kolumnę „k4”, a dział 1 jej nie ma"),
    "itself": Wrong("d2[., k4] + 1", 1, "zależą od siebie w kółko"),
    "another form": Wrong('form("MZ-88").d1[w01,k1]', 1, "form"),
    "a text": Wrong("d2[., oddzial]", 1, "liczb"),
    "the unit": Wrong("unit.beds + d2[., k1]", 1, "tylko od pól tego formularza"),
    "last year": Wrong("d2[., k1] + prior(d2[., k1])", 1, "tylko od pól tego formularza"),
    "added rows in a circle": Wrong("sum(d2[*, k4]) + d2[., k1]", 1, "w kółko: d2.*.k4 → d2.*.k4."),
}
