# SPDX-License-Identifier: EUPL-1.2
"""What changed from one edition of a form to the next, for a person.

Sections, rows and columns are paired through the crosswalk, so a row with another number is the same row.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from engine.checks import NO_NAMES, Names, compile_form
from engine.definitions import CellType, Column, Dynamic, FormDefinition, Row, Section, translation

Kind = Literal["added", "removed", "changed"]
P = TypeVar("P", Row, Column)
Part = TypeVar("Part")
SEVERITY = {"error": "błąd", "warning": "ostrzeżenie"}
VALUE = re.compile(r"{[^}]*}")
PERIODS = {
    "year": "rok",
    "half_year": "półrocze",
    "quarter": "kwartał",
    "month": "miesiąc",
    "school_year": "rok szkolny",
    "event": "zdarzenie",
}
KINDS = {
    "int": "liczba całkowita",
    "dec": "liczba",
    "money": "kwota",
    "text": "tekst",
    "date": "data",
    "code": "kod",
    "bool": "tak albo nie",
}


@dataclass(frozen=True, slots=True)
class Change:
    """`place`: where, as people say it; `what`: which property, empty for the whole; was → now."""

    kind: Kind
    place: str
    what: str = ""
    was: str = ""
    now: str = ""

    def __str__(self) -> str:
        if self.kind == "added":
            return f"{self.place}: nowe{f' – {self.now}' if self.now else ''}"
        if self.kind == "removed":
            return f"{self.place}: już nie ma{f' – {self.was}' if self.was else ''}"
        return f"{self.place}: {self.what}: {self.was or 'brak'} → {self.now or 'brak'}"


Properties = Mapping[str, str]


def changes(before: FormDefinition, now: FormDefinition, names: Names = NO_NAMES) -> tuple[Change, ...]:
    """In the order of the form; `names` are those of the codes that checks know of a unit."""
    return tuple(_all(before, now, names))


def _all(before: FormDefinition, now: FormDefinition, names: Names) -> Iterator[Change]:
    yield from _differing("Formularz", _form(before), _form(now))
    pairs = Pairs(before, now)
    for old, new in pairs.sections():
        yield from _section(pairs, old, new)
    known, current = (dict(_checks(form, names)) for form in (before, now))
    for name in dict.fromkeys((*current, *known)):
        yield from _one(f"Kontrola {name}", known.get(name), current.get(name), lambda found: found)


class Pairs:
    """Which part of the edition before is which part of this one."""

    def __init__(self, before: FormDefinition, now: FormDefinition) -> None:
        self.before, self.now = before, now
        self._rows: dict[tuple[str, str], tuple[str, str]] = {}
        self._columns: dict[tuple[str, str], tuple[str, str]] = {}
        for (section, row, column), sources in translation(now, before).all.items():
            if len(sources) == 1:
                old_section, old_row, old_column = sources[0]
                self._rows.setdefault((section, row), (old_section, old_row))
                self._columns.setdefault((section, column), (old_section, old_column))

    def sections(self) -> Iterator[tuple[Section | None, Section | None]]:
        """Those of this edition, then those that are gone."""
        used: set[str] = set()
        for section in self.now.sections:
            code = self._section(section.code)
            used.add(code)
            yield self.before.by_code.get(code), section
        yield from ((section, None) for section in self.before.sections if section.code not in used)

    def _section(self, code: str) -> str:
        """Where most of its rows stood."""
        olds = [old for (section, _), (old, _) in self._rows.items() if section == code]
        if code in self.before.by_code and (not olds or code in olds):
            return code
        return max(sorted(set(olds)), key=olds.count) if olds else code

    def rows(self, old: Section, new: Section) -> Iterator[tuple[Row | None, Row | None]]:
        known = {row.code: row for row in old.table.rows}
        return _paired(known, new.table.rows, lambda code: self._rows.get((new.code, code)), old.code)

    def columns(self, old: Section, new: Section) -> Iterator[tuple[Column | None, Column | None]]:
        known = {column.code: column for column in old.table.columns}
        return _paired(known, new.table.columns, lambda code: self._columns.get((new.code, code)), old.code)


def _paired(
    known: dict[str, P], parts: Sequence[P], source: Callable[[str], tuple[str, str] | None], section: str
) -> Iterator[tuple[P | None, P | None]]:
    for part in parts:
        found = source(part.code) or (section, part.code)
        yield known.pop(found[1], None) if found[0] == section else None, part
    yield from ((part, None) for part in known.values())


def _section(pairs: Pairs, old: Section | None, new: Section | None) -> Iterator[Change]:
    shown = new or old
    place = f"Dział {shown.symbol}" if shown else ""
    if old is None or new is None:
        yield from _one(place, old, new, _section_properties)
        return
    yield from _differing(place, _section_properties(old), _section_properties(new))
    for was, is_ in pairs.columns(old, new):
        symbol = (is_ or was or new).symbol
        yield from _one(f"{place}, kolumna {symbol}", was, is_, _column)
    for row_was, row_is in pairs.rows(old, new):
        word = "pole" if new.layout == "fields" else "wiersz"
        symbol = (row_is or row_was or new).symbol
        yield from _one(f"{place}, {word} {symbol}", row_was, row_is, _row)
    yield from _closed(place, old, new)


def _closed(place: str, old: Section, new: Section) -> Iterator[Change]:
    was, now = set(old.table.closed), set(new.table.closed)
    if was != now:
        yield Change("changed", place, "pola zamknięte", ", ".join(sorted(was)), ", ".join(sorted(now)))


def _one(place: str, was: Part | None, now: Part | None, read: Callable[[Part], Properties]) -> Iterator[Change]:
    if was is not None and now is not None:
        yield from _differing(place, read(was), read(now))
    elif now is not None:
        yield Change("added", place, now=next(iter(read(now).values())))
    elif was is not None:  # no other kind
        yield Change("removed", place, was=next(iter(read(was).values())))


def _differing(place: str, was: Properties, now: Properties) -> Iterator[Change]:
    for what in dict.fromkeys((*was, *now)):
        if was.get(what, "") != now.get(what, ""):
            yield Change("changed", place, what, was.get(what, ""), now.get(what, ""))


# what of each part people care for; the first is its name


def _form(form: FormDefinition) -> Properties:
    found = {
        "tytuł": form.title.pl,
        "podstawa prawna": form.legal.act,
        "badanie": form.legal.programme,
        "okres": PERIODS[form.period],
        "kto składa": ", ".join(form.owed_by),
        "najpierw": ", ".join(form.after),
        "sprawozdanie zerowe": "tak" if form.zero else "nie",
        "objaśnienia": form.note.strip(),
    }
    for version in form.versions or ("",):
        dates = form.due_of(version)
        name = {"preliminary": " danych wstępnych", "final": " danych ostatecznych"}.get(version, "")
        found[f"termin{name}"] = f"{dates.unit:%d.%m.%Y}" if dates.unit else ""
    return found


def _section_properties(section: Section) -> Properties:
    dynamic = section.table.dynamic
    return {
        "tytuł": section.title.pl,
        "numer": section.symbol,
        "objaśnienia": section.note.strip(),
        "wiersze dodawane": _dynamic(dynamic) if dynamic else "",
    }


def _dynamic(dynamic: Dynamic) -> str:
    key = dynamic.key
    unique = ", bez powtórzeń" if dynamic.unique else ""
    return f"{key.title.pl} ({type_in_words(key.type)}), od {dynamic.min} do {dynamic.max}{unique}"


def _column(column: Column) -> Properties:
    return {
        "tytuł": " – ".join(text.pl for text in (*column.group, column.title) if text.pl),
        "numer": column.symbol,
        "typ": type_in_words(column.type),
        "wymagana": "tak" if column.required else "nie",
        "wzór": column.computed or "",
    }


def _row(row: Row) -> Properties:
    return {
        "tytuł": " – ".join(text.pl for text in (*row.group, row.title) if text.pl),
        "numer": row.symbol,
        "typ": type_in_words(row.type) if row.type else "",
        "wymagany": "tak" if row.required else "nie",
        "wzór": row.computed or "",
    }


def _checks(form: FormDefinition, names: Names) -> Iterator[tuple[str, Properties]]:
    """In words, so that a check that only moved with its rows reads the same."""
    demands = compile_form(form).demands("pl", names)
    for check in form.checks:
        yield (
            check.id,
            {
                "czego wymaga": demands[check.id],
                "waga": SEVERITY[check.severity],
                "komunikat": VALUE.sub("…", check.message.pl),
                "powody": ", ".join(form.reason(code).pl for code in check.explain),
            },
        )


def type_in_words(cell_type: CellType) -> str:
    """„kwota, 2 miejsca po przecinku, od 0 do 100”"""
    parts = [KINDS[cell_type.kind]]
    if cell_type.scale:
        parts.append(f"miejsc po przecinku: {cell_type.scale}")
    if cell_type.list:
        parts.append(f"słownik {cell_type.list}{f' ({cell_type.where})' if cell_type.where else ''}")
    limits = zip(("od", "do"), (cell_type.min, cell_type.max), strict=True)
    between = " ".join(f"{word} {limit}" for word, limit in limits if limit is not None)
    return ", ".join([*parts, *([between] if between else [])])
