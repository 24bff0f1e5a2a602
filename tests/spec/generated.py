# SPDX-License-Identifier: EUPL-1.2
"""The code that is generated from checks: for the server's program and for a country at once, with what it reads.

Kept in full or by digest beside the trees, so that no generated sign changes unread: not even one that would only make
the program slower.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from re import Pattern
from typing import Any

from engine.checks import CompiledForm
from engine.checks.country.bounds import reach
from engine.checks.country.writer import Writer as CountryWriter
from engine.checks.layout import Layout
from engine.checks.python import Writer
from engine.checks.tree import Node
from engine.definitions import FormDefinition

LONGEST = 300


def of_form(compiled: CompiledForm) -> Iterator[str]:
    """Both programs of a form, line by line."""
    yield from map(short, _server(compiled))
    yield from map(short, _country(compiled))


def of_value(definition: FormDefinition, node: Node) -> Iterator[str]:
    """Both for one expression, and how large cells may be for floating point."""
    server, country = Writer(Layout(definition)), CountryWriter(definition)
    yield f"server {server.value(node)}"
    yield from _constants(server.constants)
    yield f"country {country.value(node)} exact to {reach(node)}"
    yield from _constants(country.constants)


def _server(compiled: CompiledForm) -> Iterator[str]:
    program, layout = compiled.program, compiled.layout
    yield from program.source.splitlines()
    yield from _constants(program.constants)
    if layout.outside or layout.columns or layout.counts:
        columns = [f"{one.scope}/{one.section}.{one.column}{'~' * one.aligned}" for one in layout.columns]
        yield f"reads {[*layout.outside]} {columns} {[*layout.counts]}"


def _country(compiled: CompiledForm) -> Iterator[str]:
    writer = CountryWriter(compiled.definition)
    for item in compiled.computed:
        with writer.inside([(item.at.row, item.at.section)] if item.at.looped else []):
            scale, kept = item.spec.type.scale, writer.column(item.at) if item.at.looped else ""
            yield f"country {writer.rounded(item.tree, scale)} exact to {reach(item.tree, scale)} {kept}"
    for instance in compiled.instances:
        with writer.inside(instance.loops):
            told = f"country {writer.violated(instance.tree)}"
            yield f"{told} in {writer.domain()} exact to {reach(instance.tree)}"
    yield from _constants(writer.constants)
    reads = writer.reads
    singles = [f"{one.scope}/{one.name}{'t' * one.text}" for one in reads.singles]
    flats = [f"{one.scope}/{one.section}.{one.column}{'t' * one.text}{'~' * one.aligned}" for one in reads.flats]
    if singles or flats or reads.texts or len(reads.domains) > 1:
        yield f"country reads {singles} {flats} {[*reads.domains]} {reads.texts}"


def _constants(found: Mapping[str, Any]) -> Iterator[str]:
    for name, value in found.items():
        yield f"{name} = {_constant(value)}"


def _constant(value: Any) -> str:
    if isinstance(value, Pattern):
        return f"pattern {value.pattern}"
    if isinstance(value, frozenset):
        return f"codes {' '.join(sorted(value))}"
    return str(value) if isinstance(value, tuple) else f"{type(value).__name__} {value}"


def short(line: str) -> str:
    """A line, or of a long one the beginning and its digest."""
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}… {hashlib.sha256(line.encode()).hexdigest()[:16]}"


def digest(lines: Iterable[str]) -> str:
    """Of many lines at once."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
