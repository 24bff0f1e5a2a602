# SPDX-License-Identifier: EUPL-1.2
"""What each key of a form file is for, in Polish: shown by an editor that knows the schema."""

FORM = {
    "extends": "Formularz, od którego ten się różni: plik (../2024/mz-29.yaml) albo symbol i rok (MZ-29/2024).",
    "remove": "Co odpada: dział d3, wiersz d2[w05,*], kolumna d2[*,k3], pole d1.plec, identyfikator kontroli.",
    "form": "Symbol formularza, na przykład MZ-29.",
    "edition": "Rok, za który się sprawozdaje.",
    "title": "Pełny tytuł: tekst albo {pl: …, en: …}.",
    "note": "Objaśnienia nad formularzem (markdown).",
    "source": "Skąd znany jest wzór formularza.",
    "legal": "Podstawa prawna i rodzaj tajemnicy.",
    "kind": "Rodzaj: niefinansowy, finansowy albo karta (jeden rekord na pobyt).",
    "subject": "Zakres; rozstrzyga, kto nadzoruje.",
    "period": "Okres sprawozdawczy.",
    "versions": "Wersje danych: wstępne (preliminary) i ostateczne (final).",
    "due": "Terminy, wspólne albo osobne dla każdej wersji.",
    "status": "Wzór urzędowy (official) albo odtworzony na podstawie publikacji (reconstructed).",
    "owed_by": "Rodzaje jednostek, które składają formularz; gwiazdka oznacza wszystkie.",
    "zero": "Czy można wysłać sprawozdanie zerowe.",
    "after": "Formularze, które trzeba wysłać wcześniej.",
    "stable": "Pola, które zwykle zostają takie jak okres wcześniej: na życzenie przepisuje się je, do potwierdzenia.",
    "reads": "Formularze, których pola czytają kontrole, bez czekania na ich wysłanie.",
    "reasons": "Nazwy kodów przyczyn, którymi wyjaśnia się ostrzeżenia.",
    "sections": "Działy formularza.",
    "checks": "Kontrole.",
    "crosswalk": "Gdzie pola tej edycji stały w poprzedniej.",
}
CODED = {
    "code": "Kod: małe litery i cyfry; z kodów składa się adres pola, na przykład d1.w02.k3.",
    "symbol": "Numer drukowany na formularzu; domyślnie powstaje z kodu (w01 → 01).",
    "title": "Tytuł: tekst albo {pl: …, en: …}.",
}
ANSWER = {
    "group": "Nagłówki nadrzędne, od najwyższego.",
    "type": "Typ: int, dec(1)–dec(6), money (pełne złote), money(2) (grosze), text, date, code, bool.",
    "scale": "Liczba miejsc po przecinku, jeżeli nie podano jej w typie.",
    "min": "Najmniejsza wartość; liczby bez min nie mogą być ujemne, null znosi to ograniczenie.",
    "max": "Największa wartość, a dla tekstu największa liczba znaków.",
    "list": "Słownik kodów (typ code).",
    "where": "Wzorce dozwolonych kodów oddzielone kreską: 47*|27*.",
    "computed": "Wzór pola, które wylicza się samo.",
    "required": "Pole trzeba wypełnić.",
    "dims": "Wymiary i ich wartości w publikowanych danych (SDMX).",
}
PLACE = {
    "after": "Wstawia po wierszu, kolumnie, dziale albo kontroli o tym kodzie (tylko z extends).",
    "before": "Wstawia przed wierszem, kolumną, działem albo kontrolą o tym kodzie (tylko z extends).",
}
DATES = {
    "unit": "Termin dla jednostki.",
    "supervisor": "Termin dla nadzorującego.",
    "aggregate": "Termin danych zbiorczych.",
}

DESCRIPTIONS: dict[str, dict[str, str]] = {
    "FormDefinition": FORM,
    "Section": {
        **CODED,
        "note": "Objaśnienia do działu (markdown).",
        "table": "Tabela: kolumny i wiersze.",
        "fields": "Pola pojedynczego rekordu (karty) zamiast tabeli; pole d1.plec ma adres d1.plec.k1.",
    },
    "Table": {
        "columns": "Kolumny.",
        "rows": "Wiersze stałe.",
        "dynamic": "Wiersze, które dodaje wypełniający.",
        "closed": "Pola zamknięte (×): wiersz.kolumna, gwiazdka zastępuje dowolny kod.",
    },
    "Column": {**CODED, **ANSWER},
    "Row": {**CODED, **ANSWER, "indent": "Wcięcie tytułu, od 0 do 5."},
    "Dynamic": {
        "min": "Najmniejsza liczba wierszy.",
        "max": "Największa liczba wierszy.",
        "unique": "Ten sam klucz może wystąpić tylko raz.",
        "key": "Pole, które odróżnia wiersze: kod ze słownika albo tekst.",
    },
    "Check": {
        "id": "Stały identyfikator, który widzą ludzie.",
        "severity": "Błąd wstrzymuje wysłanie, ostrzeżenie wymaga wyjaśnienia.",
        "level": "0 budowa, 1 sprawozdanie, 2 poprzednie okresy, 3 rejestr, 4 inne formularze; zwykle wynika z treści.",
        "foreach": "Powtarza kontrolę dla wierszy lub kolumn: „r in d2.rows, c in d2.columns[k1..k5]”.",
        "check": "Warunek, który ma być spełniony (docs/checks/language.md).",
        "message": "Zdanie dla wypełniającego, z wyrażeniami w klamrach.",
        "target": "Pole, na które wskazuje niezgodność.",
        "explain": "Kody przyczyn, którymi można wyjaśnić ostrzeżenie (reasons).",
        "note": "Uzasadnienie kontroli.",
        "examples": "Przykład, który przechodzi (pass), i taki, który nie przechodzi (fail).",
    },
    "Examples": {"pass": "Dane, które kontrola przepuszcza.", "fail": "Dane, w których kontrola znajduje niezgodność."},
    "Example": {
        "cells": "Pola sprawozdania, tak jak wpisują je ludzie.",
        "prior": "Pola sprawozdania za poprzedni okres.",
        "forms": "Pola innych formularzy jednostki.",
        "unit": "Dane jednostki z rejestru.",
        "period": "Początek (start) i koniec (end) okresu.",
    },
    "Legal": {
        "act": "Przepis, z którego wynika obowiązek.",
        "programme": "Numer badania w programie badań statystycznych, na przykład 1.29.07.",
        "confidentiality": "Rodzaj tajemnicy: dane osobowe, finansowe albo o działalności.",
    },
    "Dates": DATES,
    "Due": {**DATES, "preliminary": "Terminy danych wstępnych.", "final": "Terminy danych ostatecznych."},
    "Crosswalk": {
        "from": "Rok poprzedniej edycji.",
        "cells": "Pola tej edycji i pola poprzedniej, z których powstają: „d2[w05,k1]”: „d2[w04,k1] + d2[w05,k1]”.",
        "new": "Pola, o które pyta się pierwszy raz.",
        "dropped": "Pola poprzedniej edycji, o które już się nie pyta.",
    },
    "Text": {"pl": "Po polsku.", "en": "Po angielsku."},
}
