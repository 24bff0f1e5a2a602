# SPDX-License-Identifier: EUPL-1.2
"""A form that says only what is different from another one.

    extends: ../2024/mz-29.yaml      a file beside this one, or a form and its edition: MZ-29/2024
    edition: 2025
    remove: [d3, "d2[w05,*]", "d2[*,k9]", d1.plec, "29-04"]        a section, row, column, field, check
    sections:
    - code: d2
      table:
        columns: [{code: k1, max: 500}, {code: k7, after: k3, title: Nowa kolumna}]

Sections, columns, rows, fields and checks are found by their code or id: one that is there is changed key by key, one
that is not is put at the end, or `after` or `before` another. Other values are replaced as a whole; due dates and the
crosswalk of the other edition do not concern this one. Every value remembers the file it comes from.
"""

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from engine.definitions.errors import DefinitionError, Problem, UnknownForm, suggestion
from engine.definitions.source import Source, Where, read_yaml
from engine.definitions.spots import FIELD, SpotError, pattern

Read = Callable[[str], str]
CODES = {"sections": "code", "columns": "code", "rows": "code", "fields": "code", "checks": "id"}
MERGED = frozenset({"table", "dynamic", "key", "legal", "reasons"})
OWN = frozenset({"extends", "remove", "edition", "due", "crosswalk"})  # never taken from the other form
PLACES = ("after", "before")
MAX_DEPTH = 10


def gather(text: str, path: str, read: Read | None, below: tuple[str, ...] = ()) -> Source:
    """The document of a file, put together with those it extends."""
    source = read_yaml(text, path)
    if not isinstance(source.data, dict):
        raise DefinitionError((Problem(path, 1, "Plik jest pusty albo nie zawiera definicji formularza."),))
    if "extends" not in source.data:
        return source
    name = other_path(str(source.data["extends"]), path)
    if name in (*below, path) or len(below) > MAX_DEPTH:
        raise DefinitionError((source.problem(("extends",), f"Formularz rozszerza sam siebie przez „{name}”."),))
    if read is None:
        message = "Ten formularz rozszerza inny (extends), a tu nie ma skąd go wziąć."
        raise DefinitionError((source.problem(("extends",), message),))
    try:
        other = read(name)
    except (LookupError, OSError, ValueError) as error:
        near = suggestion(error.name, error.known) if isinstance(error, UnknownForm) else ""
        message = f"Nie ma formularza „{name}”, który ten rozszerza.{near}"
        raise DefinitionError((source.problem(("extends",), message),)) from None
    return _merged(source, gather(other, name, read, (*below, path)))


def other_path(name: str, path: str) -> str:
    """A file is named from the file that extends it; a form and its edition stand for themselves."""
    if not name.endswith((".yaml", ".yml")):
        return name
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


@dataclass(frozen=True, slots=True)
class _Part:
    """A value and where it is written."""

    source: Source
    where: Where
    data: Any

    def __getitem__(self, key: str | int) -> "_Part":
        return _Part(self.source, (*self.where, key), self.data[key])

    def has(self, key: str) -> bool:
        return isinstance(self.data, dict) and key in self.data

    def code(self, name: str) -> str:
        return str(self.data[name]) if self.has(name) else ""

    def empty(self) -> "_Part":
        return replace(self, data={})

    def without(self, keys: frozenset[str] | tuple[str, ...]) -> "_Part":
        return replace(self, data={key: value for key, value in self.data.items() if key not in keys})


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """An item of a list: what this form says of it and what the other one."""

    code: str
    own: _Part | None
    base: _Part | None


def _merged(own: Source, base: Source) -> Source:
    parts = (*(own.parts or (own,)), *(base.parts or (base,)))
    result = Source(own.path, problems=[*own.problems, *base.problems], parts=parts)
    removed = dict(_removals(own, base, result))
    merger = _Merger(result, removed)
    whole = _Part(own, (), own.data).without(frozenset({"extends", "remove"}))
    result.data = merger.mapping(whole, _Part(base, (), base.data).without(OWN), ())
    merger.tell_unused(own)
    return result


def _removals(own: Source, base: Source, result: Source) -> Iterator[tuple[tuple[str, ...], int]]:
    """What is left out, as ("sections", "d3"), ("rows", "d2", "w05"), ("checks", "29-04") → its place in the list."""
    listed = own.data.get("remove") or []
    if not isinstance(listed, list):
        result.problems.append(own.problem(("remove",), "Tu potrzebna jest lista."))
        return
    known = base.data.get("checks")
    checks = {str(check.get("id")) for check in known if isinstance(check, dict)} if isinstance(known, list) else ()
    for index, text in enumerate(map(str, listed)):
        if text in checks:
            yield ("checks", text), index
        elif text.isidentifier():
            yield ("sections", text), index
        else:
            try:
                yield _removal(text), index
            except SpotError as error:
                result.problems.append(own.problem(("remove", index), str(error)))


def _removal(text: str) -> tuple[str, ...]:
    wanted = pattern(text)
    if FIELD.fullmatch(text):
        return "fields", wanted.section, wanted.row[0]
    if len(wanted.row) + len(wanted.column) != 1:
        raise SpotError(f"„{text}”: wiersz usuwa się przez d2[w05,*], kolumnę przez d2[*,k3], dział przez d2.")
    return ("rows", wanted.section, *wanted.row) if wanted.row else ("columns", wanted.section, *wanted.column)


class _Merger:
    def __init__(self, result: Source, removed: dict[tuple[str, ...], int]) -> None:
        self.result = result
        self.removed = removed
        self.unused = dict(removed)
        self.section = ""
        self.known: list[str] = []

    def take(self, part: _Part, where: Where) -> Any:
        self.result.moved[where] = (part.source, part.where)
        return part.data

    def mapping(self, own: _Part, base: _Part, where: Where) -> dict[str, Any]:
        self.take(own if own.data else base, where)
        return {key: self._value(own, base, key, (*where, key)) for key in dict.fromkeys((*base.data, *own.data))}

    def _value(self, own: _Part, base: _Part, key: str, where: Where) -> Any:
        mine = own[key] if key in own.data else None
        theirs = base[key] if key in base.data else None
        if key in CODES and all(part is None or isinstance(part.data, list) for part in (mine, theirs)):
            self.take(_either(mine, theirs), where)
            return self._listing(_items(mine), _items(theirs), where, key)
        if key in MERGED and theirs and isinstance(theirs.data, dict) and (not mine or isinstance(mine.data, dict)):
            return self.mapping(mine or theirs.empty(), theirs, where)
        return self.take(_either(mine, theirs), where)

    def _listing(self, own: list[_Part], base: list[_Part], where: Where, key: str) -> list[Any]:
        name = CODES[key]
        entries = [_Entry(part.code(name), None, part) for part in base if not self._leaves(key, part.code(name))]
        for part in own:
            self._put(entries, part.code(name), part)
        return [self._entry(entry, (*where, index), key) for index, entry in enumerate(entries)]

    def _leaves(self, key: str, code: str) -> bool:
        name = (key, code) if key in {"sections", "checks"} else (key, self.section, code)
        self.known.append(_written(name))
        self.unused.pop(name, None)
        return name in self.removed

    def _put(self, entries: list[_Entry], code: str, part: _Part) -> None:
        """Change the entry of this code or add one, at the place asked for."""
        present = next((entry for entry in entries if code and entry.code == code), None)
        if present is not None and present.own is not None:
            self._tell(part, f"„{code}” powtarza się.")
        place = next((name for name in PLACES if part.has(name)), None)
        entry = _Entry(code, part.without(PLACES) if place else part, present.base if present else None)
        if present is not None and place is None:
            entries[entries.index(present)] = entry
            return
        if present is not None:
            entries.remove(present)
        entries.insert(self._spot(entries, part[place]) if place else len(entries), entry)

    def _spot(self, entries: list[_Entry], place: _Part) -> int:
        codes = [entry.code for entry in entries]
        wanted = str(place.data)
        if wanted not in codes:
            self._tell(place, f"Nie ma tu „{wanted}”.{suggestion(wanted, codes)}")
            return len(entries)
        return codes.index(wanted) + (place.where[-1] == "after")

    def _entry(self, entry: _Entry, where: Where, key: str) -> Any:
        if key == "sections":
            self.section = entry.code
        part = _either(entry.own, entry.base)
        if not isinstance(part.data, dict):
            return self.take(part, where)
        return self.mapping(entry.own or part.empty(), entry.base or part.empty(), where)

    def _tell(self, part: _Part, message: str) -> None:
        self.result.problems.append(part.source.problem(part.where, message))

    def tell_unused(self, own: Source) -> None:
        for name, index in self.unused.items():
            wanted = _written(name)
            message = f"Nie ma czego usunąć: „{wanted}”.{suggestion(wanted, self.known)}"
            self.result.problems.append(own.problem(("remove", index), message))


def _either(own: _Part | None, base: _Part | None) -> _Part:
    found = own or base
    assert found is not None  # noqa: S101  a key stands in one of them
    return found


def _items(part: _Part | None) -> list[_Part]:
    return [part[index] for index in range(len(part.data))] if part is not None else []


def _written(name: tuple[str, ...]) -> str:
    shapes = {"rows": "{1}[{2},*]", "columns": "{1}[*,{2}]", "fields": "{1}.{2}"}
    return shapes.get(name[0], "{1}").format(*name)
