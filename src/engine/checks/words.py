# SPDX-License-Identifier: EUPL-1.2
"""What a check says to a person: the finding of a violated one, and what it demands in general."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from engine.answers import Sheet, row_number
from engine.checks.findings import NO_NAMES, Context, Finding, Names
from engine.checks.grammar import parse
from engine.checks.instances import Instance, placed
from engine.checks.labels import Labels, runs
from engine.checks.naming import Words, ended, filled, joined, own_row
from engine.checks.resolve import Resolver
from engine.checks.selection import Bound, Surroundings, columns, rows, spec_at
from engine.checks.sentences import Sentence
from engine.checks.tree import At, cells
from engine.checks.world import Rows, World, world_of
from engine.definitions import CellType


class Telling:
    """The finding of one check in one place, made ready to be told of many sheets."""

    def __init__(self, instance: Instance, labels: Labels, resolver: Resolver) -> None:
        self.instance = instance
        self.labels = labels
        self.resolver = resolver
        self.sentence = Sentence(labels, instance.tree, instance.target, instance.variables)

    def finding(self, world: World, rows: Rows) -> Finding:
        check, target = self.instance.check, self.instance.target
        return Finding(
            check=check.id,
            key=self.instance.key(rows),
            severity=check.severity,
            level=self.instance.level,
            target=f"{target.section}.{own_row(world, target, rows)}.{target.column}",
            cells=tuple(self._cells(world, rows)),
            message=filled(self.message, world, rows),
            explain=self.explain,
        )

    @cached_property
    def explain(self) -> tuple[tuple[str, str], ...]:
        return tuple((code, self.labels.reason(code)) for code in self.instance.check.explain)

    @cached_property
    def read(self) -> tuple[tuple[At, str, CellType], ...]:
        """Cells of this sheet that the check reads, and their addresses where they stand in fixed rows."""
        definition = self.labels.definition
        own = dict.fromkeys(at for at in cells(self.instance.tree) if not at.scope)
        found = ((at, "" if at.looped else at.address, spec_at(definition, at)) for at in own)
        return tuple((at, address, spec.type) for at, address, spec in found if spec is not None)

    def _cells(self, world: World, rows: Rows) -> Iterator[tuple[str, str | None]]:
        """They and their values; of a loop inside, those of all added rows."""
        for at, fixed, kind in self.read:
            if fixed:
                yield fixed, self._shown(world, fixed, kind)
                continue
            for row in (rows[at.row][1],) if at.row in rows else world.sheet.added(at.section):
                address = f"{at.section}.{row}.{at.column}"
                yield address, self._shown(world, address, kind)

    def _shown(self, world: World, address: str, kind: CellType) -> str | None:
        value = world.sheet.cells.get(address)
        return None if value is None else self.labels.shown(kind.kind, kind.scale, value)

    @cached_property
    def message(self) -> Words:
        """The message of the form in this language, or the sentence made from the check."""
        check = self.instance.check
        template = check.message.en if self.labels.phrases.language == "en" else check.message.pl
        if not template:
            said = self.sentence.say(self.instance.tree, False)
            return joined((*self.sentence.place(self.instance.target), ": ", *ended(said)))
        parts = placed(template)
        return joined(tuple(piece for text, name in parts for piece in (text, *self._placeholder(name))))

    def _placeholder(self, name: str) -> Words:
        variables = self.instance.variables
        if not name:
            return ()
        if name == "label":
            return self.sentence.place(self.instance.target)
        if name in variables:
            return self._variable(variables[name])
        node = self.resolver.value(parse(name), Surroundings(variables))
        return self.sentence.value(node)

    def _variable(self, bound: Bound) -> Words:
        """„03 (4500 chirurgiczny ogólny)”, „2 (w tym dla dzieci)”"""
        section = self.labels.definition.by_code[bound.section]
        if bound.axis == "columns":
            column = section.table.by_code[bound.code]
            return (_titled(column.symbol, self.labels.title(column)),)

        def row(sheet: Sheet, row: str) -> str:
            return _titled(row_number(section, sheet, row), self.labels.row_title(section, sheet, row))

        return self.sentence.of_row(At(bound.section, bound.code, ""), row)


def _titled(symbol: str, title: str) -> str:
    return f"{symbol} ({title})" if title else symbol


def demand(instances: Sequence[Instance], labels: Labels, names: Names = NO_NAMES) -> str:
    """What a check demands, in all its places: „Dział 2, każdy wiersz: w tym dla dzieci to nie więcej niż łóżka.”"""
    last = instances[-1]  # the first is where „d2[r,k1] <= d2[w01,k1]” is most likely to speak of w01 twice
    open_ = {}
    for name, bound in last.variables.items():
        codes = list(dict.fromkeys(instance.variables[name].code for instance in instances))
        if len(codes) > 1 or bound.code.startswith("$"):
            open_[bound] = _all_of(labels, bound, codes)
    sentence = Sentence(labels, last.tree, last.target, last.variables, open_, valued=False)
    words = (*sentence.place(last.target), ": ", *ended(sentence.say(last.tree, True)))
    return filled(words, world_of(labels.definition, Sheet.empty(), Context(names=names)), {})


def _all_of(labels: Labels, bound: Bound, codes: list[str]) -> str:
    """„każdy wiersz”, „wiersze 02–24”"""
    section, phrases = labels.definition.by_code[bound.section], labels.phrases
    every: Callable[..., list[str]] = rows if bound.axis == "rows" else columns
    added = any(code.startswith("$") for code in codes)
    if added or {*every(section, None, Surroundings())} <= {*codes}:
        return phrases.each_row if bound.axis == "rows" else phrases.each_column
    template = phrases.rows if bound.axis == "rows" else phrases.columns
    parts = section.table.rows if bound.axis == "rows" else section.table.columns
    return template.format(runs(part.symbol for part in parts if part.code in codes))
