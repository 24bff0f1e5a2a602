# SPDX-License-Identifier: EUPL-1.2
"""Reads YAML and remembers the line of every value.

Only `true`, `false`, `null` and plain integers are more than text: a symbol written 01 stays "01", a version 1.10 stays
"1.10".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.definitions.errors import DefinitionError, Problem
from engine.definitions.signs import unfit_signs

Where = tuple[str | int, ...]
MAX_NODES = 400_000  # references (&, *) may not unfold into a bomb


MAX_DEPTH = 40
WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})").fullmatch
REASONS = {
    "mapping values are not allowed": "dwukropek nie może tu stać; tekst z dwukropkiem weź w cudzysłów",
    "cannot start any token": "tym znakiem nic nie może się zaczynać; wcięcia rób odstępami, a tekst weź w cudzysłów",
    "expected ',' or ']'": "brak przecinka albo zamykającego „]”",
    "expected ',' or '}'": "brak przecinka albo zamykającego „}”",
    "did not find expected key": "nie ma tu klucza; sprawdź wcięcie",
    "did not find expected '-'": "nie ma tu kolejnego „-”; sprawdź wcięcie",
    "could not find expected ':'": "brak dwukropka po kluczu",
    "<document start>": "nie wiadomo, do czego należy ta treść; sprawdź wcięcie",
    "unexpected end of stream": "plik kończy się w środku tekstu; sprawdź cudzysłowy",
    "unknown escape character": "w cudzysłowach „\\” ma znaczenie szczególne; użyj apostrofów",
    "tab character": "wcięcia rób odstępami, nie tabulatorem",
    "escape character code": "w cudzysłowach „\\u” i „\\U” mają stać przed numerem znaku, który istnieje",
    "hexdecimal": "w cudzysłowach po „\\x”, „\\u” i „\\U” mają stać cyfry szesnastkowe",
    "hexadecimal": "w cudzysłowach po „\\x”, „\\u” i „\\U” mają stać cyfry szesnastkowe",
    "sequence entries are not allowed": "„-” nie może tu stać; sprawdź wcięcie",
    "alphabetic or numeric character": "po „&” i „*” ma stać nazwa; tekst, który się tak zaczyna, weź w cudzysłów",
    "control characters": "plik zawiera znaki sterujące",
    "special characters": "plik zawiera znaki sterujące",
    "did not find expected node content": "brak wartości",
}
UNKNOWN = "tego zapisu nie da się odczytać; sprawdź wcięcia, nawiasy i cudzysłowy"
_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the fast one where built


@dataclass
class Source:
    """A document as plain values, and where each of them stands."""

    path: str
    data: Any = None
    lines: dict[Where, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    moved: dict[Where, tuple["Source", Where]] = field(default_factory=dict)  # what is written elsewhere, and where
    parts: tuple["Source", ...] = ()  # the files this was put together from

    def line(self, where: Where) -> int:
        """Line of a value, or of the nearest thing around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def has(self, where: Where) -> bool:
        """Is this written somewhere?"""
        return where in self.lines or where in self.moved

    def written(self, where: Where) -> tuple["Source", Where]:
        """The file and the place in it of a value that is kept elsewhere."""
        for length in range(len(where), -1, -1):
            found = self.moved.get(where[:length])
            if found is not None:
                source, place = found
                return source.written((*place, *where[length:]))
        return self, where

    def problem(self, where: Where, message: str) -> Problem:
        source, place = self.written(where)
        return Problem(source.path, source.line(place), message, shown(place))


def shown(where: Where) -> str:
    """`sections[1].table.columns[3].min`"""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where).lstrip(".")


def read_yaml(text: str, path: str) -> Source:
    source = Source(path)
    try:
        source.data = _Reader(source, text).document()
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        told = reason if isinstance(error, _Refused) else in_polish(reason)
        raise DefinitionError((Problem(path, line, f"To nie jest poprawny YAML: {told}."),)) from None
    except UnicodeError:
        raise DefinitionError((Problem(path, 1, "To nie jest tekst w UTF-8."),)) from None
    except ValueError:  # the slow parser makes a sign of any number
        raise DefinitionError((Problem(path, 1, f"To nie jest poprawny YAML: {UNKNOWN}."),)) from None
    return source


class _Refused(yaml.MarkedYAMLError):
    """What YAML allows and a form file does not; told in Polish."""


class _Reader:
    """Builds plain values from the events of the parser, and notes the line of each."""

    def __init__(self, source: Source, text: str) -> None:
        self.source = source
        self.next: Callable[[], Any] = _Parser(text).get_event
        self.count = 0
        self.anchors: dict[str, _Anchor] = {}

    def document(self) -> Any:
        self.next()  # the stream begins
        if isinstance(self.next(), yaml.StreamEndEvent):
            return None
        found = self.value(self.next(), ())
        self.next()  # the document ends
        extra = self.next()
        if not isinstance(extra, yaml.StreamEndEvent):
            raise self.error(extra, "plik ma zawierać jeden dokument")
        return found

    def value(self, event: Any, where: Where) -> Any:
        kind = type(event)
        self.source.lines.setdefault(where, _line(event))
        if kind is yaml.AliasEvent:
            return self._again(event, where)
        before = self.count
        self.count += 1
        if self.count > MAX_NODES or len(where) > MAX_DEPTH:
            raise self.error(
                event, "dokument jest za duży" if self.count > MAX_NODES else "zagnieżdżenie jest za głębokie"
            )
        if kind is yaml.ScalarEvent:
            found = self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            found = self._mapping(where)
        else:
            found = self._sequence(where)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchor(found, where, self.count - before)
        return found

    def _scalar(self, event: Any) -> Any:
        text = self._text(event)
        if event.implicit[0]:
            if text in WORDS:
                return WORDS[text]
            return int(text) if text[0] in "-0123456789" and INTEGER(text) else text
        if event.tag not in {None, "!", "tag:yaml.org,2002:str"}:
            raise self.error(event, f"znacznik typu „{event.tag}” nie jest tu znany")
        return text

    def _text(self, event: Any) -> str:
        text = str(event.value)
        unfit = unfit_signs(text)
        if unfit:
            raise self.error(event, f"tekst ma niedozwolony znak U+{ord(unfit[0]):04X}")
        return text

    def _sequence(self, where: Where) -> list[Any]:
        found: list[Any] = []
        while type(event := self.next()) is not yaml.SequenceEndEvent:
            found.append(self.value(event, (*where, len(found))))
        return found

    def _mapping(self, where: Where) -> dict[str, Any]:
        found: dict[str, Any] = {}
        merged: list[tuple[Any, Where]] = []
        while type(event := self.next()) is not yaml.MappingEndEvent:
            if type(event) is not yaml.ScalarEvent:
                raise self.error(event, "kluczem może być tylko tekst")
            key, line = self._text(event), _line(event)
            inside = (*where, key)
            if key == "<<" and event.implicit[0]:
                merged.append((self.value(self.next(), inside), inside))
                continue
            if key in found:
                message = f"Klucz „{key}” podano dwa razy."
                self.source.problems.append(Problem(self.source.path, line, message, shown(inside)))
            self.source.lines[inside] = line
            found[key] = self.value(self.next(), inside)
        for taken, place in merged:
            self._merge(found, where, taken, place)
        return found

    def _merge(self, found: dict[str, Any], where: Where, taken: Any, place: Where) -> None:
        """What `<<` brings, where the mapping does not say it itself; the first of several wins."""
        if isinstance(taken, list):
            for index, part in enumerate(taken):
                self._merge(found, where, part, (*place, index))
        elif isinstance(taken, dict):
            for key in taken.keys() - found.keys():
                found[key] = taken[key]
                self.source.moved[*where, key] = (self.source, (*place, key))
        else:
            message = "Po << stoi odsyłacz do kluczy i wartości."
            self.source.problems.append(self.source.problem(place, message))

    def _again(self, event: Any, where: Where) -> Any:
        anchor = self.anchors.get(event.anchor)
        if anchor is None:
            raise self.error(event, f"odsyłacz *{event.anchor} nie ma kotwicy &{event.anchor} przed sobą")
        self.count += anchor.size
        if self.count > MAX_NODES:
            raise self.error(event, "dokument jest za duży")
        self.source.moved[where] = (self.source, anchor.where)
        return anchor.value

    def error(self, event: Any, message: str) -> yaml.YAMLError:
        return _Refused(problem=message, problem_mark=event.start_mark)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


@dataclass(frozen=True, slots=True)
class _Anchor:
    value: Any
    where: Where
    size: int


def in_polish(reason: str) -> str:
    """What the parser says: the usual mistakes one by one."""
    return next((told for part, told in REASONS.items() if part in reason), UNKNOWN)
