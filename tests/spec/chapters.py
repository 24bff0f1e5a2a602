# SPDX-License-Identifier: EUPL-1.2
"""The check language, chapter by chapter. These cases are run as tests and printed as docs/checks/language.md."""

from tests.spec.cases import FAILS, HOLDS, UNKNOWN, Case, Chapter

TWO_COLUMNS = ("code: k1, title: Łóżka", "code: k2, title: w tym dla dzieci")
THREE_ROWS = ("code: w01", "code: w02", "code: w03")

REFERENCES = Chapter(
    "Pola",
    "Pole wskazuje się działem, wierszem i kolumną: `d1[w01,k1]`. Zakres `w01..w03` obejmuje wiersze w "
    "kolejności formularza, "
    "`|` łączy wybrane, `*` znaczy wszystkie wiersze, których się nie wylicza (także dodane), a wśród kolumn "
    "wszystkie "
    "liczbowe, których się nie wylicza. Pola zamknięte (×) w zakresach się pomija.",
    TWO_COLUMNS,
    THREE_ROWS,
    {"d1.w01.k1": "10", "d1.w02.k1": "20", "d1.w03.k1": "30", "d1.w01.k2": "4"},
    (
        Case("d1[w01,k1]", "10"),
        Case("sum(d1[w01..w03,k1])", "60"),
        Case("sum(d1[w01|w03,k1])", "40"),
        Case("sum(d1[*,k1])", "60"),
        Case("sum(d1[w01,*])", "14"),
        Case("sum(d1[w01..w02,k1..k2])", "34"),
    ),
)

ARITHMETIC = Chapter(
    "Liczby",
    "Liczby są dokładne: nic nie jest zaokrąglane bez `round`. Dzielenie daje dokładny ułamek, dzielenie przez "
    "zero jest puste. "
    "`round` zaokrągla połówki od zera.",
    ("code: k1, type: 'dec(2)', min: null",),
    THREE_ROWS,
    {"d1.w01.k1": "0,10", "d1.w02.k1": "0,20", "d1.w03.k1": "-2,50"},
    (
        Case("d1[w01,k1] + d1[w02,k1] = 0.3", HOLDS, why="we „float” byłoby inaczej"),
        Case("d1[w01,k1] / d1[w02,k1]", "0,5"),
        Case("d1[w01,k1] / 3 * 3 = d1[w01,k1]", HOLDS),
        Case("d1[w01,k1] / (d1[w02,k1] - 0.2)", "brak"),
        Case("d1[w01,k1] / (d1[w02,k1] - 0.2) > 100", UNKNOWN),
        Case("round(d1[w03,k1], 0)", "-3"),
        Case("round(10 / 3, 2)", "3,33"),
        Case("abs(d1[w03,k1])", "2,50"),
        Case("-d1[w03,k1]", "2,50"),
        Case("2 + 3 * 4", "14"),
        Case("(2 + 3) * 4", "20"),
    ),
)

BLANKS = Chapter(
    "Puste pole",
    "Puste znaczy: nie wiadomo. Działania i porównania przenoszą pustkę dalej, `sum`, `min`, `max`, `avg` i "
    "`count` pomijają "
    "puste pola, a z samych pustych są puste. Pustkę widzą tylko `filled`, `blank` i `nvl`. **Kontrola zgłasza "
    "niezgodność tylko "
    "wtedy, gdy warunek na pewno nie zachodzi.**",
    TWO_COLUMNS,
    THREE_ROWS,
    {"d1.w01.k1": "10", "d1.w02.k1": "0"},
    (
        Case("d1[w03,k1]", "brak"),
        Case("d1[w01,k1] + d1[w03,k1]", "brak"),
        Case("d1[w03,k1] >= 0", UNKNOWN),
        Case("d1[w03,k1] = d1[w03,k1]", UNKNOWN),
        Case("d1[w02,k1] = 0", HOLDS, why="zero to nie puste"),
        Case("sum(d1[w01..w03,k1])", "10"),
        Case("sum(d1[w01..w03,k2])", "brak"),
        Case("count(d1[w01..w03,k1])", "2"),
        Case("count(d1[w01..w03,k2])", "brak"),
        Case("avg(d1[w01..w03,k1])", "5"),
        Case("min(d1[w01..w03,k1])", "0"),
        Case("max(d1[w01..w03,k1])", "10"),
        Case("filled(d1[w02,k1])", HOLDS),
        Case("filled(d1[w03,k1])", FAILS),
        Case("blank(d1[w03,k1])", HOLDS),
        Case("nvl(d1[w03,k1], 7)", "7"),
        Case("nvl(d1[w01,k1], 7)", "10"),
    ),
)

LOGIC = Chapter(
    "Warunki",
    "`and`, `or`, `not` i `=>` liczą się z tym, że czegoś nie wiadomo: z fałszu wynika wszystko, a jedna prawda "
    "wystarcza dla `or`. "
    "`if(warunek, a, b)` z nieznanym warunkiem jest puste.",
    TWO_COLUMNS,
    THREE_ROWS,
    {"d1.w01.k1": "10", "d1.w02.k1": "0"},
    (
        Case("d1[w01,k1] > 5 and d1[w02,k1] = 0", HOLDS),
        Case("d1[w01,k1] > 5 and d1[w03,k1] = 0", UNKNOWN),
        Case("d1[w01,k1] > 50 and d1[w03,k1] = 0", FAILS),
        Case("d1[w01,k1] > 5 or d1[w03,k1] = 0", HOLDS),
        Case("d1[w01,k1] > 50 or d1[w03,k1] = 0", UNKNOWN),
        Case("not d1[w03,k1] = 0", UNKNOWN),
        Case("d1[w01,k1] > 0 => filled(d1[w03,k1])", FAILS),
        Case("d1[w02,k1] > 0 => filled(d1[w03,k1])", HOLDS),
        Case("d1[w03,k1] > 0 => d1[w01,k1] > 50", UNKNOWN),
        Case("d1[w03,k1] > 0 => d1[w01,k1] > 5", HOLDS),
        Case("if(d1[w02,k1] = 0, d1[w01,k1], 1)", "10"),
        Case("if(d1[w03,k1] = 0, d1[w01,k1], 1)", "brak"),
    ),
)

COMPARISONS = Chapter(
    "Porównania",
    "`=`, `!=`, `<`, `<=`, `>`, `>=`. `within` dopuszcza różnicę: o liczbę albo o procent prawej strony. `in` "
    "pyta, czy wartość jest "
    "na liście; w kodach gwiazdka zastępuje resztę.",
    TWO_COLUMNS,
    (*THREE_ROWS, "code: w04, type: code, list: kody", "code: w05, type: bool"),
    {"d1.w01.k1": "100", "d1.w02.k1": "104", "d1.w04.k1": "4500", "d1.w05.k1": "tak"},
    (
        Case("d1[w01,k1] = d1[w02,k1]", FAILS),
        Case("d1[w01,k1] = d1[w02,k1] within 4", HOLDS),
        Case("d1[w01,k1] = d1[w02,k1] within 3%", FAILS),
        Case("d1[w01,k1] = d1[w02,k1] within 4%", HOLDS),
        Case("d1[w02,k1] <= d1[w01,k1] within 5%", HOLDS),
        Case("d1[w02,k1] <= d1[w01,k1] within 2", FAILS),
        Case("d1[w01,k1] in (1, 10, 100)", HOLDS),
        Case('d1[w04,k1] = "4500"', HOLDS),
        Case('d1[w04,k1] in ("45*", "5100")', HOLDS),
        Case('not d1[w04,k1] in ("51*")', HOLDS),
        Case("d1[w05,k1]", HOLDS, why="odpowiedź „tak” sama jest warunkiem"),
        Case("d1[w05,k1] = 0", FAILS, why="z odpowiedzią można zestawić taką samą odpowiedź, 1 (tak) albo 0 (nie)"),
        Case("d1[w05,k1] => d1[w03,k1] > 0", UNKNOWN),
    ),
)

ADDED = Chapter(
    "Każdy wiersz i każda kolumna",
    "`foreach` powtarza kontrolę: `r in d1.rows` dla każdego wiersza, którego się nie wylicza (także dodanego), "
    "`c in d1.columns` dla "
    "każdej liczbowej kolumny, której się nie wylicza; w nawiasie można wskazać niektóre. Kilka pętli rozdziela "
    "przecinek. "
    "`where` wybiera pola do sumy, kropka znaczy w nim bieżący wiersz.",
    TWO_COLUMNS,
    (),
    {
        "d1.r1.oddzial": "4500",
        "d1.r1.k1": "36",
        "d1.r1.k2": "40",
        "d1.r2.oddzial": "4000",
        "d1.r2.k1": "20",
        "d1.r2.k2": "5",
        "d1.r3.oddzial": "4501",
        "d1.r3.k1": "10",
    },
    (
        Case("d1[r,k2] <= d1[r,k1]", f"{FAILS}, {HOLDS}, {UNKNOWN}", foreach="r in d1.rows"),
        Case("sum(d1[*,c]) >= 50", f"{HOLDS}, {FAILS}", foreach="c in d1.columns"),
        Case("sum(d1[*,c]) >= 50", HOLDS, foreach="c in d1.columns[k1]"),
        Case('sum(d1[*,k1] where d1[., oddzial] in ("45*"))', "46"),
        Case("count(d1[*,oddzial])", "3"),
        Case('d1[r,oddzial] = "4000" => d1[r,k1] <= 10', f"{HOLDS}, {FAILS}, {HOLDS}", foreach="r in d1.rows"),
    ),
    dynamic="{key: {code: oddzial, type: code, list: kody}}",
)

ELSEWHERE = Chapter(
    "Spoza sprawozdania",
    "`prior(…)` czyta sprawozdanie z poprzedniego okresu (`prior(…, 2)` sprzed dwóch), w wierszach dodanych to "
    "o tym samym kluczu. "
    '`form("MZ-88").…` czyta inny formularz tej jednostki (wymieniony w `reads` albo `after`), którego okres kończy '
    "się tego samego dnia: roczny czyta kwartalny za IV kwartał. `unit.…` czyta rejestr jednostek, `period.…` okres. "
    "Czego nie ma, jest puste.",
    TWO_COLUMNS,
    ("code: w01",),
    {"d1.w01.k1": "50", "d1.r1.oddzial": "4000", "d1.r1.k1": "20"},
    (
        Case("prior(d1[w01,k1])", "40"),
        Case("prior(d1[w01,k1], 2)", "brak"),
        Case("d1[w01,k1] = prior(d1[w01,k1]) within 30%", HOLDS),
        Case("d1[r,k1] <= prior(d1[r,k1])", f"{FAILS}, {FAILS}", foreach="r in d1.rows"),
        Case("sum(prior(d1[*,k1]))", "58"),
        Case('form("MZ-88").d1[w01,k4]', "12"),
        Case('form("MZ-89").d1[w01,k4]', "brak"),
        Case("unit.beds", "55"),
        Case('unit.kind = "hospital"', HOLDS),
        Case('unit.voivodeship = "14"', UNKNOWN),
        Case("days(period)", "365"),
        Case("period.start < 2025-02-01", HOLDS),
        Case("days(period.start, period.end)", "364"),
    ),
    dynamic="{key: {code: oddzial, type: code, list: kody}}",
    prior={"d1.w01.k1": "40", "d1.r7.oddzial": "4000", "d1.r7.k1": "18"},
    forms={"MZ-88": {"d1.w01.k4": 12}},
    unit={"kind": "hospital", "beds": 55},
)

FIELDS = Chapter(
    "Krótsze nazwy",
    "W dziale o jednej kolumnie (karta, dane ogólne) pole ma nazwę jak w zdaniu: `d1.plec` to `d1[plec, k1]`. "
    "W dziale o wielu kolumnach `d1.k2` to ta kolumna we wszystkich wierszach, których się nie wylicza, i może stać "
    "tylko tam, gdzie `d1[*, k2]`. `this.k2` to kolumna bieżącego wiersza: tego, o który pyta `where`, którego "
    "dotyczy wzór albo po którym idzie jedyna pętla `foreach`.",
    TWO_COLUMNS,
    ("code: w01",),
    {
        "d1.w01.k1": "10",
        "d1.w01.k2": "4",
        "d1.r1.oddzial": "4500",
        "d1.r1.k1": "36",
        "d1.r1.k2": "40",
        "d1.r2.oddzial": "4000",
        "d1.r2.k1": "20",
    },
    (
        Case("sum(d1.k1)", "66", why="jak sum(d1[*, k1])"),
        Case("max(d1.k2)", "40"),
        Case("sum(d1.k1 where this.k2 > 3)", "46"),
        Case('sum(d1.k1 where this.oddzial = "4000")', "20"),
        Case("this.k2 <= this.k1", f"{HOLDS}, {FAILS}, {UNKNOWN}", foreach="r in d1.rows"),
        Case("foreach r in d1.rows: this.k2 <= this.k1", f"{HOLDS}, {FAILS}, {UNKNOWN}", why="pętla w wyrażeniu"),
    ),
    dynamic="{key: {code: oddzial, type: code, list: kody}}",
)

DATES = Chapter(
    "Daty",
    "Datę pisze się `2025-01-31`. Do daty dodaje się dni, różnica dat to liczba dni, `min` i `max` znajdują "
    "najwcześniejszą i najpóźniejszą. `year` i `month` to rok i miesiąc, `years(od, do)` to pełne lata, jak wiek: "
    "urodzony 29 lutego kończy rok 1 marca, gdy lutego ma 28 dni. Wynik spoza lat 1–9999 jest pusty.",
    ("code: k1, title: Odpowiedź, type: date",),
    (
        "code: urodzony, title: Data urodzenia",
        "code: przyjety, title: Data przyjęcia",
        "code: wypisany, title: Data wypisu",
        "code: zgon, title: Data zgonu",
    ),
    {"d1.urodzony.k1": "29.02.1960", "d1.przyjety.k1": "28.02.2025", "d1.wypisany.k1": "3.03.2025"},
    (
        Case("d1.przyjety <= d1.wypisany", HOLDS),
        Case("d1.wypisany - d1.przyjety", "3"),
        Case("days(d1.przyjety, d1.wypisany)", "3"),
        Case("d1.przyjety + 30", "30.03.2025"),
        Case("7 + d1.wypisany", "10.03.2025"),
        Case("d1.wypisany - 30", "01.02.2025"),
        Case("max(d1.k1)", "03.03.2025"),
        Case("min(d1[przyjety..zgon, k1])", "28.02.2025"),
        Case("year(d1.urodzony) = 1960", HOLDS),
        Case("month(d1.wypisany)", "3"),
        Case("years(d1.urodzony, d1.przyjety)", "64"),
        Case("years(d1.urodzony, d1.przyjety + 1)", "65"),
        Case("years(d1.przyjety, d1.urodzony)", "-64"),
        Case("d1.zgon >= d1.przyjety", UNKNOWN),
        Case("year(d1.przyjety + 9999999)", "brak"),
        Case("d1.przyjety >= period.start and d1.wypisany <= period.end", HOLDS),
        Case("period.year = 2025", HOLDS),
        Case("period.quarter", "4", why="kwartał, w którym okres się kończy"),
        Case("period.month", "12"),
    ),
)

CODE_LISTS = Chapter(
    "Słowniki",
    '`x in list("nazwa")` pyta, czy kod jest w słowniku; `list("nazwa", "4*")` bierze ze słownika tylko kody '
    "pasujące do wzorca. Słownik, którego system nie zna, to błąd formularza. Tu słownik „kody” ma kody 4000, 4500, "
    "4501 i 5100, słownik „zabiegowe” kod 4500.",
    ("code: k1, title: Odpowiedź, type: code, list: kody",),
    ("code: w01", "code: w02", "code: w03", "code: w04, type: text"),
    {"d1.w01.k1": "4500", "d1.w02.k1": "5100", "d1.w04.k1": "4000"},
    (
        Case('d1.w01 in list("zabiegowe")', HOLDS),
        Case('d1.w02 in list("zabiegowe")', FAILS),
        Case('d1.w03 in list("zabiegowe")', UNKNOWN),
        Case('d1.w04 in list("kody")', HOLDS, why="tekst też może być kodem"),
        Case('d1.w02 in list("kody", "4*")', FAILS),
        Case('not d1.w02 in list("kody", "4*")', HOLDS),
        Case('d1.w01 in list("kody", "4*") => d1.w02 in list("zabiegowe")', FAILS),
    ),
)

COMPUTED = Chapter(
    "Pola wyliczane",
    "`computed` przy wierszu liczy każdą jego kolumnę (kropka: bieżąca), przy kolumnie każdy wiersz. Na "
    "przecięciu liczy się wzór "
    "kolumny. Wynik zaokrągla się do dokładności pola. Wzory mogą czytać inne pola wyliczane, byle nie w kółko.",
    (
        "code: k1, title: Osobodni",
        "code: k2, title: Leczeni",
        "code: k3, title: Średni pobyt, type: 'dec(1)', computed: 'd1[., k1] / d1[., k2]'",
    ),
    ("code: w01, title: Ogółem, computed: 'sum(d1[*, .])'", "code: w02"),
    {"d1.w02.k1": "100", "d1.w02.k2": "30", "d1.r1.oddzial": "4500", "d1.r1.k1": "50", "d1.r1.k2": "30"},
    (
        Case("d1[w01,k1]", "150"),
        Case("d1[w02,k3]", "3,3"),
        Case("d1[w01,k3]", "2,5", why="iloraz sum, nie suma ilorazów"),
        Case("sum(d1[*,k3])", "5,0"),
    ),
    dynamic="{key: {code: oddzial, type: code, list: kody}}",
)

CHAPTERS = (
    REFERENCES,
    ARITHMETIC,
    BLANKS,
    LOGIC,
    COMPARISONS,
    DATES,
    CODE_LISTS,
    ADDED,
    FIELDS,
    ELSEWHERE,
    COMPUTED,
)
