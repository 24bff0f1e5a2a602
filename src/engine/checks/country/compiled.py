# SPDX-License-Identifier: EUPL-1.2
"""A form made ready to judge a country: all reports of a round at once, with the verdicts of the server's program."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from engine.answers import Sheet, unpack
from engine.answers.packing import Integers
from engine.checks.compiled import CompiledForm
from engine.checks.country.bounds import ROWS, reach
from engine.checks.country.structure import demands
from engine.checks.country.tiles import Reports, Tile
from engine.checks.country.writer import Unsupported, Writer
from engine.checks.findings import Context, Severity
from engine.checks.instances import Computed, Instance
from engine.checks.layout import Layout
from engine.checks.program import Program, Violation
from engine.checks.tree import At, Node, digest, place_of, walk
from engine.checks.world import World


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report can go wrong. In key and target $1, $2 stand for the added rows of the finding."""

    check: str
    key: str
    severity: Severity
    level: int
    target: str

    def filled(self, rows: Sequence[int]) -> tuple[str, str]:
        """Key and target in these rows."""
        key, target = self.key, self.target
        for number, row in enumerate(rows, 1):
            name = f"r{row}" if row else ""
            key, target = key.replace(f"${number}", name), target.replace(f"${number}", name)
        return key, target


@dataclass(frozen=True, slots=True)
class Violated:
    """A place that is violated in some reports: their numbers, and for each the ids of the added rows."""

    place: int
    reports: Integers
    rows: Integers


@dataclass(frozen=True, slots=True)
class Rule:
    """A check in generated numpy. `reach`: how large its cells may be; `sections`: the added rows it goes over;
    `first`: the section of which a finding names the first row."""

    instance: int
    function: Any
    domain: int
    reach: int
    sections: tuple[str, ...]
    first: str


class CountryForm:
    """`by_server`: checks that only the server's program can judge; `computed_by_server`: all of them, for it has to
    compute the cells first."""

    def __init__(self, compiled: CompiledForm) -> None:
        self.compiled = compiled
        self.definition = compiled.definition
        self._demands = tuple(demands(self.definition))
        instances = compiled.instances
        own = [_place(instance) for instance in instances]
        asked = [Place(one.check, f"{one.check}:{one.target}", "error", 0, one.target) for one in self._demands]
        self.places = (*own, *asked)
        writer = Writer(self.definition)
        self._formulas, self.computed_by_server = _formulas(writer, compiled.computed)
        self._rules, left = _rules(writer, instances)
        self._reads = writer.reads
        self.by_server = frozenset(instances[number].check.id for number in left)
        self._left = tuple(left)
        self._layout = Layout(self.definition)
        self._program = Program(self._layout, [instances[number] for number in left], compiled.computed)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the trees and of the places that findings name."""
        return digest([self.compiled.digest, *map(asdict, self.places)])

    def violations(self, reports: Reports) -> Iterator[Violated]:
        """What does not hold, place by place; `Violated.reports` are positions in `reports`."""
        return self.judged(self.tile(reports))

    def tile(self, reports: Reports) -> Tile:
        """The reports laid out by columns."""
        return Tile(self.definition, self._reads, reports)

    def judged(self, tile: Tile) -> Iterator[Violated]:
        yield from self._structure(tile)
        with np.errstate(all="ignore"):
            self._compute(tile)
            large = self._too_large(tile)
            known = large if large.any() else None
            for rule in self._rules:
                found = self._judged(tile, rule, known)
                if found is not None:
                    yield found
        yield from self._judged_by_server(tile.reports, large)

    def _structure(self, tile: Tile) -> Iterator[Violated]:
        for number, demand in enumerate(self._demands, len(self.compiled.instances)):
            found, rows = demand.missing(tile)
            if found.size:
                yield Violated(number, found, _side_by_side(rows, len(found)))

    def _compute(self, tile: Tile) -> None:
        for item, function, _ in self._formulas:
            tile.put(item.at, function(*tile.arguments))

    def _too_large(self, tile: Tile) -> Any:
        """Reports with a number that floating point may not hold exactly, or with too many rows."""
        found = np.zeros(tile.size, bool) | self.computed_by_server
        for section in self.definition.added:
            found |= tile.counts("", section) > ROWS
        largest = tile.largest
        trees = [(item.tree, limit) for item, _, limit in self._formulas]
        trees += [(self.compiled.instances[rule.instance].tree, rule.reach) for rule in self._rules]
        for tree, limit in trees:
            if limit < largest:
                for at in _read(tree):
                    found |= tile.sizes(at) > limit
        return found

    def _judged(self, tile: Tile, rule: Rule, large: Any) -> Violated | None:
        wrong = rule.function(*tile.arguments)
        if not wrong.size:
            return None
        domain = tile.d[rule.domain]
        reports = domain.reports[wrong]
        if large is not None:
            known = ~large[reports]
            wrong, reports = wrong[known], reports[known]
        rows = [tile.row_ids(section)[domain.rows[n][wrong]] for n, section in enumerate(rule.sections)]
        if rule.first:
            rows.append(tile.first_rows(rule.first)[reports])
        return Violated(rule.instance, reports, _side_by_side(rows, len(reports)))

    # what is left to the server's program

    def _judged_by_server(self, reports: Reports, large: Any) -> Iterator[Violated]:
        every = self.compiled.program, self.compiled.layout, range(len(self.compiled.instances))
        some = self._program, self._layout, self._left
        for number in range(len(reports)) if self._left else np.flatnonzero(large).tolist():
            program, layout, numbers = every if large[number] else some
            sheet = unpack(self.definition, reports.packed[number])
            vectors = layout.load(World(self.definition, sheet, _context(reports, number), reports.period))
            program.compute(vectors)
            for found in program.violations(vectors):
                yield self._told(number, numbers[found[0]], found, sheet)

    def _told(self, report: int, number: int, violation: Violation, sheet: Sheet) -> Violated:
        instance = self.compiled.instances[number]
        rows = [sheet.added(section)[n] for n, (_, section) in zip(violation[1], instance.loops, strict=True)]
        ids = [int(row[1:]) for row in rows]
        if _first_row(instance):
            ids += [int(row[1:]) for row in sheet.added(instance.target.section)[:1]] or [0]
        return Violated(number, np.array([report]), np.array([ids], np.int64))


def _formulas(writer: Writer, computed: Sequence[Computed]) -> tuple[list[tuple[Computed, Any, int]], bool]:
    sources = []
    try:
        for item in computed:
            loops = [(item.at.row, item.at.section)] if item.at.looped else []
            with writer.inside(loops):
                sources.append(writer.rounded(item.tree, item.spec.type.scale))
            if item.at.looped:
                writer.column(item.at)
    except Unsupported:
        return [], True
    functions = writer.functions(sources)
    writer.reads.computed = bool(computed)
    limits = [reach(item.tree, item.spec.type.scale) for item in computed]
    return list(zip(computed, functions, limits, strict=True)), False


def _rules(writer: Writer, instances: Sequence[Instance]) -> tuple[list[Rule], list[int]]:
    """The checks written as numpy, and the numbers of those that cannot be."""
    written, left = [], []
    for number, instance in enumerate(instances):
        try:
            with writer.inside(instance.loops):
                written.append((number, writer.violated(instance.tree), writer.domain()))
        except Unsupported:
            left.append(number)
    functions = writer.functions([source for _, source, _ in written])
    rules = zip(written, functions, strict=True)
    return [_rule(instances[n], n, function, domain) for (n, _, domain), function in rules], left


def _rule(instance: Instance, number: int, function: Any, domain: int) -> Rule:
    sections = tuple(section for _, section in instance.loops)
    first = instance.target.section if _first_row(instance) else ""
    return Rule(number, function, domain, reach(instance.tree), sections, first)


def _place(instance: Instance) -> Place:
    names = {name: f"${number}" for number, (name, _) in enumerate(instance.loops, 1)}
    at = instance.target
    row = names.get(at.row, f"${len(names) + 1}") if at.looped else at.row
    key = instance.key({name: ("", short) for name, short in names.items()})
    target = f"{at.section}.{row}.{at.column}"
    return Place(instance.check.id, key, instance.check.severity, instance.level, target)


def _first_row(instance: Instance) -> bool:
    """The finding points at the first added row: its check reads them all."""
    return instance.target.looped and instance.target.row not in dict(instance.loops)


def _side_by_side(columns: Sequence[Integers], size: int) -> Integers:
    return np.stack(columns, axis=1) if columns else np.empty((size, 0), np.int64)


def _read(tree: Node) -> Iterator[At]:
    """Cells and fields that a tree reads; a field of the unit as a cell of that scope."""
    for part in walk(tree):
        if part.op == "cell":
            yield place_of(part)
        elif part.op in {"unit", "period"}:
            yield At("", "", str(part.value), part.op)


def _context(reports: Reports, number: int) -> Context:
    """The same as a report has alone, but for the period."""
    prior, forms = {}, {}
    for scope, other in reports.others.items():
        kind, _, which = scope.partition(":")
        sheet = other.sheet(number)
        if sheet is not None and kind == "prior":
            prior[int(which)] = sheet
        elif sheet is not None:
            forms[which] = sheet
    unit = {name: values[number] for name, values in reports.unit.items()}
    known = {name: value for name, value in unit.items() if value is not None}
    return Context(prior=prior, forms=forms, unit=known)


@lru_cache(maxsize=64)
def compile_country(compiled: CompiledForm) -> CountryForm:
    return CountryForm(compiled)
