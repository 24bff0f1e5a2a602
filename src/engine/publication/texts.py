# SPDX-License-Identifier: EUPL-1.2
"""The texts of a form: nothing empty, nothing that was left for later, every reason has a name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from engine.definitions import Column, FormDefinition, Problem, Row, Text
from engine.definitions.models import Model
from engine.definitions.source import Where

NO_PROSE = frozenset({"check", "computed", "foreach", "examples", "type"})
LEFT_FOR_LATER = re.compile(r"\b(?:TODO|FIXME|XXX|TBD|lorem ipsum|do uzupełnienia)\b|\?\?\?|^wpisać\W*$", re.IGNORECASE)


def text_problems(definition: FormDefinition) -> Iterator[Problem]:
    """What a person would stumble over."""
    yield from _empty(definition)
    yield from _reasons(definition)
    for where, text in texts(definition, ()):
        found = LEFT_FOR_LATER.search(text)
        if found:
            yield definition.problem(where, f"Tekst niedokończony: „{found[0]}”.")


def text_notes(definition: FormDefinition) -> Iterator[Problem]:
    used = {code for check in definition.checks for code in check.explain}
    for code in definition.reasons:
        if code not in used:
            yield definition.problem(("reasons", code), f"Powodu „{code}” nie używa żadna kontrola.")
    untranslated = sum(1 for text in _bilingual(definition) if text.pl and not text.en)
    if untranslated:
        yield definition.problem((), f"Teksty bez tłumaczenia na angielski: {untranslated}.")
    if definition.due_of().unit is None and definition.period != "event":
        yield definition.problem(("due",), "Formularz nie mówi, do kiedy się go składa.")


def texts(value: object, where: Where) -> Iterator[tuple[Where, str]]:
    """Every text in Polish, with its place in the file."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, Text):
        yield where, value.pl
    else:
        for name, part in _parts(value):
            if name not in NO_PROSE:
                yield from texts(part, (*where, name))


def _bilingual(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    else:
        yield from (text for _, part in _parts(value) for text in _bilingual(part))


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(value, Model):
        yield from ((field.alias or name, getattr(value, name)) for name, field in type(value).model_fields.items())
    elif isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, dict):
        yield from value.items()


def _empty(definition: FormDefinition) -> Iterator[Problem]:
    if not definition.title.pl.strip():
        yield definition.problem(("title",), "Formularz nie ma tytułu.")
    for number, section in enumerate(definition.sections):
        where: Where = ("sections", number)
        if not section.title.pl.strip():
            yield definition.problem((*where, "title"), f"Dział {section.symbol} nie ma tytułu.")
        table = section.table
        yield from _titles(definition, (*where, "table", "columns"), table.columns, f"Kolumna {section.symbol}")
        if section.layout == "fields":
            yield from _titles(definition, (*where, "fields"), section.fields, f"Pole {section.symbol}")
        else:
            yield from _repeated(definition, (*where, "table", "columns"), table.columns, f"Kolumna {section.symbol}")
            yield from _repeated(definition, (*where, "table", "rows"), table.rows, f"Wiersz {section.symbol}")
            yield from _titles(definition, (*where, "table", "rows"), table.rows, f"Wiersz {section.symbol}")
        if table.dynamic and not table.dynamic.key.title.pl.strip():
            yield definition.problem((*where, "table", "dynamic", "key"), "Klucz wierszy dodawanych nie ma tytułu.")


def _titles(definition: FormDefinition, where: Where, parts: Sequence[Row | Column], what: str) -> Iterator[Problem]:
    """A single one needs no title: nothing has to be told from it."""
    for number, part in enumerate(parts):
        if len(parts) > 1 and not part.title.pl.strip():
            yield definition.problem((*where, number), f"{what}.{part.symbol} nie ma tytułu.")
        if any(not text.pl.strip() for text in part.group):
            yield definition.problem((*where, number, "group"), f"{what}.{part.symbol} ma pusty nagłówek.")


def _repeated(definition: FormDefinition, where: Where, parts: Sequence[Row | Column], what: str) -> Iterator[Problem]:
    """A record may part one printed question into several fields, a table may not."""
    symbols = Counter(part.symbol for part in parts)
    for number, part in enumerate(parts):
        if symbols[part.symbol] > 1:
            yield definition.problem((*where, number), f"{what}.{part.symbol}: ten numer się powtarza.")


def _reasons(definition: FormDefinition) -> Iterator[Problem]:
    for code, label in definition.reasons.items():
        if not label.pl.strip():
            yield definition.problem(("reasons", code), f"Powód „{code}” nie ma nazwy.")
    for number, check in enumerate(definition.checks):
        for code in check.explain:
            if code not in definition.reasons:
                message = f"Powód „{code}” kontroli „{check.id}” nie ma nazwy (reasons)."
                yield definition.problem(("checks", number, "explain"), message)
