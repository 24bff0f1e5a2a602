# SPDX-License-Identifier: EUPL-1.2
"""Reads YAML and remembers the line of every value.

Only `true`, `false`, `null` and plain integers are more than text: a symbol written 01 stays "01", a version 1.10 stays
"1.10".
"""

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from engine.definitions.errors import DefinitionError, Problem

Where = tuple[str | int, ...]
MAX_NODES = 400_000  # references (&, *) may not unfold into a bomb


class _Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):  # type: ignore[misc]  # the fast one where built
    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^(?:null|~|)$"), ["n", "~", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:merge", re.compile("^<<$"), ["<"])


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
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is not None:
            source.data = _Reader(source, loader).value(node, ())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise DefinitionError((Problem(path, line, f"To nie jest poprawny YAML: {reason}."),)) from None
    return source


class _Reader:
    def __init__(self, source: Source, loader: Any) -> None:
        self.source = source
        self.loader = loader
        self.count = 0

    def value(self, node: yaml.Node, where: Where) -> Any:
        self.count += 1
        if self.count > MAX_NODES:
            raise yaml.YAMLError("dokument jest za duży")
        self.source.lines.setdefault(where, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*where, index)) for index, item in enumerate(node.value)]
        return self.loader.construct_object(node)

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        written = {id(key) for key, _ in node.value}
        self.loader.flatten_mapping(node)
        found: dict[str, Any] = {}
        own: set[str] = set()
        for key_node, value_node in node.value:
            key = str(self.loader.construct_object(key_node, deep=True))
            inside = (*where, key)
            if id(key_node) in written:
                if key in own:
                    message = f"Klucz „{key}” podano dwa razy."
                    self.source.problems.append(
                        Problem(self.source.path, key_node.start_mark.line + 1, message, shown(inside))
                    )
                own.add(key)
                self.source.lines[inside] = key_node.start_mark.line + 1
            found[key] = self.value(value_node, inside)
        return found
