# SPDX-License-Identifier: EUPL-1.2
"""Prints the chapters as docs/checks/language.md."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.answers import format_cell, place
from engine.checks.examples import example_sheet
from engine.checks.kinds import LITERAL, NUMBERS
from engine.checks.resolve import PERIOD_FIELDS, UNIT_FIELDS
from tests.spec.cases import Chapter, form_of
from tests.spec.chapters import CHAPTERS

GRAMMAR = Path(__file__).parent / "grammar.lark"
HEAD = """# Język kontroli

Ten dokument drukuje się z testów (`tests/spec`): każdy przykład jest sprawdzany przy każdej zmianie. Plik formularza
i jego klucze opisuje `src/engine/definitions/__init__.py`.
"""


def documents() -> Mapping[str, str]:
    """Files of docs/checks and their texts."""
    parts = [HEAD, *("\n".join(_chapter(chapter)) for chapter in CHAPTERS), _reference()]
    return {"language.md": "\n".join(parts)}


def _chapter(chapter: Chapter) -> Iterator[str]:
    yield f"## {chapter.title}\n"
    yield f"{chapter.text}\n"
    yield from _table(chapter)
    yield ""
    loops = any(case.foreach for case in chapter.cases)
    yield "| wyrażenie | foreach | wynik |" if loops else "| wyrażenie | wynik |"
    yield "|---|---|---|" if loops else "|---|---|"
    for case in chapter.cases:
        cells = [_code(case.expression), *([_code(case.foreach)] if loops else [])]
        yield f"| {' | '.join(cells)} | {case.says}{f' ({case.why})' if case.why else ''} |"
    yield ""


def _code(text: str) -> str:
    return f"`{text}`".replace("|", "\\|") if text else ""


def _table(chapter: Chapter) -> Iterator[str]:
    """The sheet of a chapter, as the form would show it."""
    definition = form_of(chapter)
    sheet = example_sheet(definition, chapter.cells)
    section = definition.sections[0]
    key = section.table.dynamic.key if section.table.dynamic else None
    columns = [*([key] if key else []), *section.table.columns]
    yield "| wiersz | " + " | ".join(f"{column.code} {column.title}".strip() for column in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    fixed = [row.code for row in section.table.rows]
    for row in (*fixed, *sheet.added("d1")):
        shown = []
        for column in columns:
            if column is key and row in fixed:
                shown.append("")
                continue
            spec = definition.cell(f"d1.{row}.{column.code}")
            shown.append("= " + spec.computed if spec.computed else format_cell(spec, sheet.cells.get(spec.address)))
        yield f"| {row} | {' | '.join(shown)} |"
    if chapter.prior:
        yield f"\nPoprzedni okres: {_listed(chapter.prior)}."
    for symbol, cells in chapter.forms.items():
        yield f"\n{symbol}: {_listed(cells)}."
    if chapter.unit:
        yield f"\nJednostka: {_listed(chapter.unit)}."


def _listed(values: Mapping[str, object]) -> str:
    return ", ".join(f"`{name}` = {value}" for name, value in values.items())


def _reference() -> str:
    definition = form_of(CHAPTERS[0])
    sheet = example_sheet(definition, CHAPTERS[0].cells)
    kinds = ", ".join(sorted(NUMBERS - {LITERAL}))
    units = ", ".join(f"`unit.{name}`" for name in UNIT_FIELDS)
    periods = ", ".join(f"`period.{name}`" for name in PERIOD_FIELDS)
    return f"""## Typy i pola spoza formularza

Liczby ({kinds}), daty, teksty, kody i odpowiedzi tak–nie sprawdza się przy
wczytaniu formularza: kwoty nie można dodać do liczby osób, tekstu porównać z liczbą, a odwołania muszą istnieć.
Błąd podaje wiersz, znak i wskazuje miejsce.

{units}; {periods}

Adres pola w danych to na przykład `d1.w01.k1`, dla ludzi: {place(definition, sheet, "d1.w01.k1")}.

## Gramatyka

```lark
{GRAMMAR.read_text().strip()}
```
"""
