# SPDX-License-Identifier: EUPL-1.2
"""What is done to the form of form.py: each feature misused once."""

from tests.unit.engine.broken.form import FORM, Broken

FILES = {
    # the shape of the file
    "a key that is not known": Broken("status: recon", "statsu: recon", "Nieznany klucz", "status", seen=True),
    "a key of another place": Broken("zero: false", "indent: 1", "Nieznany klucz „indent”", seen=True),
    "a key given twice": Broken("kind: nonfinancial\n", "form: MZ-30\nkind: nonfinancial\n", "podano dwa razy"),
    "no symbol": Broken("form: MZ-29\n", "", "Brak klucza „form”", at="edition", seen=True),
    "no edition": Broken("edition: 2025\n", "", "Brak klucza „edition”", at="form: MZ", seen=True),
    "no title": Broken("title: {pl: Szpital, en: Hospital}\n", "", "Brak klucza „title”", at="form: MZ", seen=True),
    "no sections": Broken(
        FORM[FORM.index("sections:") : FORM.index("checks:")], "", "„sections”", at="form: MZ", seen=True
    ),
    "a symbol in small letters": Broken("form: MZ-29", "form: mz-29", "nie pasuje do wzoru", seen=True),
    "a year that is no number": Broken("edition: 2025", "edition: dwa", "liczba całkowita", seen=True),
    "a year with months": Broken("edition: 2025", "edition: 2025-03", "liczba całkowita", seen=True),
    "a year before statistics": Broken(
        "edition: 2025", "edition: 1025", "Najmniejsza dozwolona wartość to 1990", seen=True
    ),
    "a year far ahead": Broken("edition: 2025", "edition: 20250", "Największa dozwolona wartość to 2200", seen=True),
    "a year of a thousand digits": Broken("edition: 2025", f"edition: {'9' * 1000}", "liczba całkowita", seen=True),
    "a year with an underscore": Broken("edition: 2025", "edition: 2_025", "liczba całkowita", seen=True),
    "a year of other digits": Broken("edition: 2025", "edition: ٢٠٢٥", "liczba całkowita", seen=True),
    "a year in quotes": Broken("edition: 2025", 'edition: " 2025"', "liczba całkowita", seen=True),
    "a list for a title": Broken(
        "title: {pl: Szpital, en: Hospital}", "title: [Szpital]", "klucze i wartości", seen=True
    ),
    "a title without Polish": Broken("{pl: Szpital, en: Hospital}", "{en: Hospital}", "Brak klucza „pl”", seen=True),
    "a title in a third language": Broken("en: Hospital", "de: Krankenhaus", "Nieznany klucz „de”", seen=True),
    "a reason in a third language": Broken(
        "remont: Remont oddziału", "remont: {pl: Remont, ang: Works}", "Nieznany klucz „ang”", seen=True
    ),
    "a reason called like a language": Broken(
        "remont: Remont oddziału",
        "en: {pl: Remont, ang: Works}\n  remont: Remont oddziału",
        "Nieznany klucz „ang”",
        seen=True,
    ),
    "a note that is a list": Broken('note: "**Uwaga**"', "note: [a]", "potrzebny jest tekst", seen=True),
    "a text for sections": Broken(
        FORM[FORM.index("sections:") :], "sections: brak\n", "potrzebna jest lista", seen=True
    ),
    "nothing in sections": Broken(FORM[FORM.index("sections:") :], "sections: []\n", "nie może być pusta", seen=True),
    "a text for a section": Broken("- code: d3\n", "- tekst\n- code: d3\n", "klucze i wartości", seen=True),
    "a date for a key": Broken("reasons:\n", "2025-01-01: a\nreasons:\n", "Nieznany klucz „2025-01-01”", seen=True),
    "a title of a book": Broken("pl: Szpital,", f"pl: {'a' * 501},", "najwięcej znaków: 500", seen=True),
    # yaml
    "a text with a control sign": Broken("title: Łóżka\n  note", 'title: "a\\0b"\n  note', "niedozwolony znak U+0000"),
    "a text that turns the line": Broken("title: Karta", "title: a\u202eb", "niedozwolony znak U+202E"),
    "a key with a control sign": Broken("  remont: Rem", '  "re\\0mont": Rem', "niedozwolony znak U+0000"),
    "a note with an escape": Broken('note: "**Uwaga**"', 'note: "a\\eb"', "niedozwolony znak U+001B"),
    "a colon in a text": Broken("title: Łóżka\n  note", "title: Dział 1: łóżka\n  note", "weź w cudzysłów"),
    "a bracket left open": Broken(
        "after: [MZ-88]", "after: [MZ-88", "brak przecinka albo zamykającego „]”", at="reads"
    ),
    "a quotation left open": Broken('programme: "1.29.07"', 'programme: "1.29.07', "YAML", at='  new: ["d1'),
    "an indent by a tab": Broken(
        "    columns:\n    - code: k1\n      title: Łóżka\n      g", "\tcolumns:\n    g", "nic nie może się"
    ),
    "an alias of nothing": Broken("title: Karta", "title: *karta", "nie ma kotwicy &karta"),
    "a tag of a program": Broken("title: Karta", "title: !!python/name:os.system", "znacznik typu"),
    "two documents": Broken("checks:\n", "---\nchecks:\n", "plik ma zawierać jeden dokument"),
    "a merge of a text": Broken("  title: Karta", "  <<: tekst\n  title: Karta", "Po << stoi odsyłacz"),
    "a key of several keys": Broken("zero: false", "? {a: b}\n: false", "kluczem może być tylko tekst"),
    # the head
    "a kind that is not": Broken(
        "kind: nonfinancial", "kind: medical", "Dozwolone wartości: 'nonfinancial'", seen=True
    ),
    "a subject that is not": Broken(
        "subject: general", "subject: dental", "'general', 'psychiatry' lub 'addiction'", seen=True
    ),
    "a period that is not": Broken("period: year", "period: week", "Dozwolone wartości", seen=True),
    "a status that is not": Broken(
        "status: reconstructed", "status: draft", "'official' lub 'reconstructed'", seen=True
    ),
    "a secrecy that is not": Broken(
        "confidentiality: activity", "confidentiality: top", "Dozwolone wartości", seen=True
    ),
    "a legal act as a list": Broken(
        "  act: ustawa o statystyce publicznej", "  act: [a]", "potrzebny jest tekst", seen=True
    ),
    "a legal block of one word": Broken(
        FORM[FORM.index("legal:") : FORM.index("kind:")], "legal: ustawa\n", "klucze i", seen=True
    ),
    "a zero form perhaps": Broken("zero: false", "zero: czasem", "true albo false", seen=True),
    "one kind of units without a list": Broken(
        "owed_by: [hospital]", "owed_by: hospital", "potrzebna jest lista", seen=True
    ),
    "a day that is not": Broken("{unit: 2026-02-28}", "{unit: 2026-02-30}", "Tu potrzebna jest data", seen=False),
    "a day the Polish way": Broken("{unit: 2026-02-28}", "{unit: 28.02.2026}", "w postaci 2026-02-25", seen=False),
    "a day before the year": Broken("{unit: 2026-02-28}", "{unit: 1900-01-01}", "wcześniejszy niż rok"),
    "dates the wrong way round": Broken("supervisor: 2026-07-31}", "supervisor: 2026-01-01}", "poprzedni z nich"),
    "a period the wrong way round": Broken(
        "    pass: {d2.r1.k1: 1}",
        "    pass: {cells: {d2.r1.k1: 1}, period: {start: 2025-12-31, end: 2025-01-01}}",
        "zanim się zaczyna",
    ),
    "a date of nobody": Broken(
        "{unit: 2026-02-28}", "{units: 2026-02-28}", "Nieznany klucz „units”", "unit", seen=True
    ),
    "a version that is not": Broken(
        "[preliminary, final]", "[preliminary, last]", "'preliminary' lub 'final'", seen=True
    ),
    "a version twice": Broken("[preliminary, final]", "[preliminary, final, final]", "Wersja „final” powtarza się"),
    "dates of a version the form has not": Broken(
        "[preliminary, final]", "[final]", "nie ma wersji", at="  preliminary: {"
    ),
    "a version without dates": Broken("  preliminary: {unit: 2026-02-28}\n", "", "Brak terminów wersji", at="due:"),
    "dates both ways": Broken(
        "  preliminary: {unit", "  unit: 2026-01-01\n  preliminary: {unit", "albo wprost", at="due:"
    ),
    "waiting for itself": Broken("after: [MZ-88]", "after: [MZ-29]", "nie może czekać sam na siebie"),
    "reading itself": Broken("reads: [MZ-11]", "reads: [MZ-29]", "Własne pola czyta się wprost"),
    "reasons as a list": Broken(
        "reasons:\n  remont: Remont oddziału", "reasons: [remont]", "klucze i wartości", seen=True
    ),
    # the crosswalk
    "a crosswalk from nowhere": Broken("  from: 2024\n", "", "Brak klucza „from”", at="crosswalk:", seen=True),
    "a crosswalk from the future": Broken("  from: 2024", "  from: 2026", "wcześniejsza niż 2025"),
    "a crosswalk to a row that is not": Broken("d1[w02,k1]: d1", "d1[w2,k1]: d1", "nie ma w dziale d1 wiersza", "w02"),
    "a crosswalk to a section that is not": Broken("d1[w02,k1]: d1", "e1[w02,k1]: d1", "nie ma działu „e1”"),
    "a crosswalk that multiplies": Broken("d1[w01,k1] + d1", "d1[w01,k1] * d1", "to nie jest wskazanie pól"),
    "a crosswalk from an address": Broken("d1[w01,k1] + d1[w02,k1]", "d1.w01.k1", "to nie jest wskazanie pól"),
    "a range the wrong way round": Broken('new: ["d1[w03,*]"]', 'new: ["d1[w03..w01,*]"]', "jest odwrócony"),
    "a dropped nothing": Broken('dropped: ["d1[w09,*]"]', 'dropped: ["d1[w09]"]', "to nie jest wskazanie pól"),
    # sections
    "a section without a code": Broken("- code: d3\n  title", "- title", "Brak klucza „code”", seen=True),
    "a section without a title": Broken("- code: d3\n  title: Karta", "- code: d3", "Brak klucza „title”", seen=True),
    "a code in capitals": Broken("- code: d3", "- code: D3", "nie pasuje do wzoru", seen=True),
    "a code with a hyphen": Broken("- code: d3", "- code: d-3", "nie pasuje do wzoru", seen=True),
    "a code that starts with a digit": Broken("- code: d3", "- code: 3d", "nie pasuje do wzoru", seen=True),
    "a code of a hundred signs": Broken("- code: d3", f"- code: {'d' * 100}", "nie pasuje do wzoru", seen=True),
    "a section twice": Broken("- code: d3", "- code: d1", "Kod działu „d1” powtarza się."),
    "a section of nothing": Broken(
        FORM[FORM.index("  fields:") : FORM.index("checks:")], "", "albo pola", at="- code: d3", seen=True
    ),
    "a table and fields": Broken(
        "  fields:\n",
        "  table: {columns: [{code: k1}], rows: [{code: w01}]}\n  fields:\n",
        "albo pola",
        at="- code: d3",
        seen=True,
    ),
    "a table without rows": Broken(
        FORM[FORM.index("    dynamic:") : FORM.index("- code: d3")],
        "",
        "rows albo dynamic",
        at="  table:\n    columns:\n    - code: k1\n      title: Łóżka\n    - code: k2\n      title: Uwagi",
        seen=True,
    ),
    "a table without columns": Broken(
        FORM[FORM.rindex("    columns:") : FORM.index("    dynamic:")],
        "    columns: []\n",
        "nie może być pusta",
        seen=True,
    ),
    # columns and rows
    "a column twice": Broken(
        "    - code: k2\n      title: Średnio", "    - code: k1\n      title: Średnio", "Kod kolumny „k1” powtarza się."
    ),
    "a row twice": Broken("    - code: w02\n", "    - code: w01\n", "Kod wiersza „w01” powtarza się."),
    "a field twice": Broken("  - code: wiek", "  - code: plec", "Kod wiersza „plec” powtarza się."),
    "a fixed row with the code of added ones": Broken("    - code: w02\n", "    - code: r2\n", "zastrzeżony"),
    "a field with a row's code": Broken("  - code: wiek", "  - code: r1", "zastrzeżony dla wierszy dodawanych"),
    "a key among the columns": Broken(
        "    - code: k1\n      title: Łóżka\n    - code: k2\n      title: Uwagi",
        "    - code: oddzial\n      title: Łóżka\n    - code: k2\n      title: Uwagi",
        "Kod kolumny „oddzial” powtarza się.",
        at="      key:",
    ),
    "headings that are no list": Broken(
        "      group: [Stan, w tym]", "      group: Stan", "potrzebna jest lista", seen=True
    ),
    "row headings that are no list": Broken(
        "      group: [Zabiegowe]", "      group: Zabiegowe", "potrzebna jest lista", seen=True
    ),
    "an indent too deep": Broken("indent: 1", "indent: 9", "Największa dozwolona wartość to 5", seen=True),
    "an indent of minus one": Broken("indent: 1", "indent: -1", "Najmniejsza dozwolona wartość to 0", seen=True),
    "an indent by half": Broken("indent: 1", "indent: 0.5", "liczba całkowita", seen=True),
    "required perhaps": Broken("required: true", "required: czasem", "true albo false", seen=True),
    "a key of a column that is not": Broken(
        "required: true", "requierd: true", "Nieznany klucz", "required", seen=True
    ),
    "a pattern of closed cells that hits nothing": Broken(
        "[w04.*, w05.k4]", "[w04.*, w09.k4]", "nie wskazuje żadnego pola"
    ),
    "closed cells as a text": Broken("closed: [w04.*, w05.k4]", "closed: w05.k4", "potrzebna jest lista", seen=True),
    "a dimension in small letters": Broken(
        "dims: {AGE: Y_LT18}", "dims: {age: Y_LT18}", "nie pasuje do wzoru", seen=True
    ),
    "a dimension without a value": Broken("dims: {AGE: Y_LT18}", "dims: {AGE: ''}", "nie może być pust", seen=True),
    "dimensions that contradict": Broken("dims: {WARD: S}", "dims: {AGE: _T}", "Wymiar AGE ma dwie wartości"),
    "a text for a column": Broken(
        "    - code: k3\n      title: Przychody\n      type: money(2)\n", "    - k3\n", "klucze i", seen=True
    ),
    "a text for a row": Broken(
        "    - code: w04\n      title: Data\n      type: date\n", "    - w04\n", "klucze i", seen=True
    ),
    # types
    "a type of several keys": Broken("type: int\n", "type: {kind: int}\n", "Dozwolone wartości: 'int'", seen=True),
    "a type of nothing": Broken("type: int\n", "type:\n", "Dozwolone wartości: 'int'", seen=True),
    "a type that is not": Broken("type: int\n", "type: integer\n", "Dozwolone wartości: 'int'", seen=True),
    "a type in capitals": Broken("type: int\n", "type: INT\n", "Dozwolone wartości: 'int'", seen=True),
    "decimals without places": Broken("type: dec(2)", "type: dec", "potrzebuje liczby miejsc po przecinku"),
    "too many places": Broken("type: dec(2)", "type: dec(9)", "Największa dozwolona wartość to 6", seen=True),
    "places that are no number": Broken("type: dec(2)", "type: dec(dwa)", "Dozwolone wartości", seen=True),
    "places of a whole number": Broken(
        "      min: 0\n", "      scale: 2\n", "mają tylko typy „dec” i „money”", at="      type: int"
    ),
    "the least above the greatest": Broken(
        "      min: 0\n", "      min: 9000\n", "jest większa niż największa", at="      type: int"
    ),
    "a limit that is no number": Broken("max: 5000", "max: dużo", "Tu potrzebna jest liczba", seen=True),
    "a limit with two commas": Broken("max: 5000", "max: 5,500,000", "Tu potrzebna jest liczba", seen=True),
    "a limit badly grouped": Broken("max: 5000", "max: 50 00", "Tu potrzebna jest liczba", seen=True),
    "a limit of other digits": Broken("max: 5000", "max: ١٢", "Tu potrzebna jest liczba", seen=True),
    "a limit with underscores": Broken("max: 5000", "max: 5_000", "Tu potrzebna jest liczba", seen=True),
    "a limit with a plus": Broken("max: 5000", "max: +5000", "Tu potrzebna jest liczba", seen=True),
    "a limit with an exponent": Broken("max: 5000", "max: 1e5", "cyfr od 0 do 9", seen=True),
    "a limit beyond floats": Broken("max: 5000", "max: 1E999999", "Tu potrzebna jest liczba", seen=True),
    "a limit beyond memory": Broken("max: 5000", "max: 1e99999999", "Tu potrzebna jest liczba", seen=True),
    "a limit beyond answers": Broken("max: 5000", "max: 1000000000000", "przed przecinkiem: 12", seen=True),
    "a limit too precise": Broken("max: 5000", "max: 0.1234567", "po nim: 6", seen=True),
    "a limit of yes": Broken("max: 5000", "max: true", "Tu potrzebna jest liczba", seen=True),
    "a limit that is not finite": Broken("max: 5000", "max: NaN", "Tu potrzebna jest liczba", seen=True),
    "a limit without end": Broken("max: 5000", "max: Infinity", "Tu potrzebna jest liczba", seen=True),
    "a limit of a code": Broken(
        '      where: "45*|46*"', "      max: 5", "tylko liczby i teksty", at="      type: code"
    ),
    "a text of a negative length": Broken("max: 100\n", "max: -1\n", "długość tekstu", at="      type: text"),
    "a text of half a sign": Broken("max: 100\n", "max: 0.5\n", "długość tekstu", at="      type: text"),
    "a code without a list": Broken(
        "      list: wards\n      where", "      where", "potrzebuje słownika", at="      type: code", seen=True
    ),
    "a list that is not": Broken(
        "      list: wards\n      where",
        "      list: ward\n      where",
        "Nie ma słownika „ward”",
        "wards",
        at="      list: ward\n",
    ),
    "a filter that lets nothing in": Broken('where: "45*|46*"', 'where: "9*"', "Żaden kod słownika"),
    "a filter with a hole": Broken(
        'where: "45*|46*"', 'where: "45*||46*"', "oddziela się jedną kreską", at="      type: code"
    ),
    "a class of characters in a filter": Broken(
        'where: "45*|46*"', 'where: "4[56]*"', "nie mają zbiorów znaków", at="      type: code"
    ),
    "a filter of a number": Broken("type: money(2)", 'type: money(2)\n      where: "4*"', "ma tylko typ „code”"),
    "a list of a number": Broken(
        "    type: int\n  - code: przyjety",
        "    type: int\n    list: sex\n  - code: przyjety",
        "ma tylko typ „code”",
    ),
    "a computed text": Broken(
        "      title: Kod\n", "      title: Kod\n      computed: 1 + 1\n", "tylko liczby.", at="      computed: 1 + 1"
    ),
    "an empty formula": Broken("computed: sum(d1[w02..w03, .])", "computed: ''", "nie może być pusty", seen=True),
    "an empty formula of a key": Broken(
        "        title: Oddział\n", "        computed: ''\n", "nie może być pusty", seen=True
    ),
    "a computed list": Broken("computed: sum(d1[w02..w03, .])", "computed: [a]", "potrzebny jest tekst", seen=True),
    # added rows
    "an added row without a key": Broken(
        FORM[FORM.index("      key:") : FORM.index("- code: d3")], "", "Brak klucza „key”", at="    dynamic:", seen=True
    ),
    "a key that is a number": Broken(
        "        type: code\n        list: wards\n",
        "        type: int\n",
        "jest kod albo tekst",
        at="        type: int",
    ),
    "more rows at least than at most": Broken(
        "      max: 300", "      max: 0", "Najmniejsza dozwolona wartość to 1", seen=True
    ),
    "no rows at most": Broken("      min: 1\n", "      min: 500\n", "większa niż największa"),
    "a million rows": Broken("      max: 300", "      max: 1000000", "Największa dozwolona wartość to 5000", seen=True),
    "less than no rows": Broken("      min: 1\n", "      min: -1\n", "Najmniejsza dozwolona wartość to 0", seen=True),
    "keys once or not": Broken("unique: true", "unique: 1 raz", "true albo false", seen=True),
    "a computed key": Broken("        title: Oddział\n", "        computed: 1 + 1\n", "Klucza wiersza nie wylicza się"),
    # checks
    "a check without an id": Broken('- id: "29-02"\n  severity', "- severity", "Brak klucza „id”", seen=True),
    "a check without a condition": Broken(
        "  check: d1[w02,k1] < 100\n", "", "Brak klucza „check”", at='- id: "29-02"', seen=True
    ),
    "a check twice": Broken('- id: "29-02"', '- id: "29-01"', "Identyfikator kontroli „29-01” powtarza się."),
    "an id with a space": Broken('- id: "29-02"', '- id: "29 02"', "nie pasuje do wzoru", seen=True),
    "a severity that is not": Broken("severity: warning", "severity: fatal", "'error' lub 'warning'", seen=True),
    "a level that is not": Broken("level: 1", "level: 7", "Największa dozwolona wartość to 4", seen=True),
    "a level in words": Broken("level: 1", "level: pierwszy", "liczba całkowita", seen=True),
    "reasons that are no list": Broken("explain: [remont]", "explain: remont", "potrzebna jest lista", seen=True),
    "an example without its opposite": Broken(
        "    fail: {d2.r1.k1: 9000}\n", "", "Brak klucza „fail”", at="  examples:", seen=True
    ),
    "an example that is a list": Broken("pass: {d2.r1.k1: 1}", "pass: [1]", "klucze i wartości", seen=True),
    "an example of another sort": Broken(
        "pass: {d2.r1.k1: 1}", "pass: {cells: {d2.r1.k1: 1}, last: {}}", "Nieznany klucz „last”", seen=True
    ),
    "an example with a period of three": Broken(
        "pass: {d2.r1.k1: 1}", "pass: {period: {middle: 2025-01-01}}", "'start' lub 'end'", seen=True
    ),
    "a check as a text": Broken('- id: "29-02"\n', '- d1[w01,k1] > 0\n- id: "29-02"\n', "klucze i wartości", seen=True),
    "remove without extends": Broken(
        "zero: false", "remove: [d3]", "Klucz „remove” działa tylko z extends.", seen=True
    ),
    "a place without extends": Broken(
        "  title: Karta\n", "  title: Karta\n  after: d1\n", "tylko z extends", at="  after: d1", seen=True
    ),
}
