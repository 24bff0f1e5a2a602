# SPDX-License-Identifier: EUPL-1.2
"""A condition in Polish, with labels and values: what holds, or what does not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from engine.answers import column_name, format_number, row_label, row_number
from engine.checks.reference import LAST_DAY, check_reference, evaluate
from engine.checks.tree import RATIO, At, Node, cells
from engine.checks.world import Known, Rows, World
from engine.definitions import Column, Section
from engine.definitions.models import symbol_of

NOTHING = "brak"
SHOWN_PLACES = 2  # of quotients
HOLDS = {
    "=": "równa się",
    "!=": "nie równa się",
    "<": "to mniej niż",
    "<=": "to nie więcej niż",
    ">": "to więcej niż",
    ">=": "to nie mniej niż",
}
DATES = {
    **HOLDS,
    "<": "jest wcześniej niż",
    "<=": "nie jest później niż",
    ">": "jest później niż",
    ">=": "nie jest wcześniej niż",
}
OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
SIGNS = {"add": "+", "sub": "−", "mul": "×", "div": ":"}
FIELDS = {
    "days": "dni okresu",
    "quarter": "kwartał",
    "month": "miesiąc",
    "start": "początek okresu",
    "end": "koniec okresu",
    "year": "rok",
    "beds": "łóżka w rejestrze",
    "kind": "rodzaj jednostki",
    "character": "charakter jednostki",
    "teryt": "TERYT jednostki",
    "voivodeship": "województwo jednostki",
    "activity_code": "kod działalności",
    "register_number": "numer księgi rejestrowej",
    "regon": "REGON",
    "nip": "NIP",
}
CALENDAR = {"year": "rok z daty", "month": "miesiąc z daty", "years": "pełne lata od"}
AGGREGATES = {
    "sum": "suma",
    "min": "najmniejsza wartość",
    "max": "największa wartość",
    "avg": "średnia",
    "count": "liczba wypełnionych pól",
}


def value_text(node: Node, found: Known) -> str:
    """A value as people in Poland write it."""
    if found is None:
        return NOTHING
    if isinstance(found, str):
        return found
    if node.kind == "bool":
        return "tak" if found else "nie"
    if node.kind == "date":
        return date.fromordinal(int(found)).strftime("%d.%m.%Y") if 1 <= found <= LAST_DAY else NOTHING
    exact = Fraction(found)
    if node.scale != RATIO:
        return format_number(int(exact * 10**node.scale), node.scale)
    text = format_number(round(exact * 10**SHOWN_PLACES), SHOWN_PLACES)
    return text.rstrip("0").rstrip(",")


def lowered(text: str) -> str:
    """Small first letter in the middle of a sentence, unless it begins an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def column_label(column: Column) -> str:
    return " – ".join(str(part) for part in (*column.group, column.title) if str(part))


def runs(names: Iterable[str]) -> str:
    """„02–05, 07”: printed symbols, neighbouring numbers drawn together."""
    parts: list[list[str]] = []
    for name in dict.fromkeys(names):
        if parts and name.isdigit() and parts[-1][-1].isdigit() and int(name) == int(parts[-1][-1]) + 1:
            parts[-1].append(name)
        else:
            parts.append([name])
    return ", ".join(part[0] if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)


@dataclass(frozen=True)
class Sentence:
    """Says a tree about one place. Cells are called by column where the row is common, by row where the column is."""

    world: World
    tree: Node
    rows: Rows
    by: str = field(init=False)

    def __post_init__(self) -> None:
        own = [at for at in cells(self.tree) if not at.scope.startswith("form:")]
        one_row = len({(at.section, at.row) for at in own}) == 1 and not all(map(self._inner_loop, own))
        one_column = len({(at.section, at.column) for at in own}) == 1
        only_column = one_column and len(self._section(own[0]).table.columns) == 1
        object.__setattr__(self, "by", "column" if one_row and not only_column else "row" if one_column else "both")

    def _inner_loop(self, at: At) -> bool:
        """In a loop of an aggregate: no row of its own."""
        return at.looped and at.row not in self.rows

    def _section(self, at: At) -> Section:
        return self.world.definition.by_code[at.section]

    # conditions

    def say(self, node: Node, truth: bool) -> str:
        return CONDITIONS[node.op](self, node, truth)

    def _compare(self, node: Node, truth: bool) -> str:
        a, b = node.of
        if node.value:
            return self._tolerance(node, truth)
        op = node.op if truth else OPPOSITE[node.op]
        if op == "=" and a.op == "cell" and a.at and b.op in {"num", "str"}:
            return f"{self._name(a.at)} to {self._value(b)}"
        words = (DATES if a.kind == "date" else HOLDS)[op]
        colon = ":" if b.op not in {"num", "str", "cell"} and words.endswith("się") else ""
        return f"{self.whole(a)} {words}{colon} {self.whole(b)}"

    def _tolerance(self, node: Node, truth: bool) -> str:
        """a = b within t"""
        a, b = (self.part(part) for part in node.of[0].of[0].of)
        near = (node.op == "<=") == truth
        return f"{a} różni się od: {b} o {'nie więcej' if near else 'więcej'} niż {node.value}"

    def _both(self, node: Node, truth: bool) -> str:
        if (node.op == "and") == truth:
            return " oraz ".join(self.say(part, truth) for part in node.of)
        decisive = [part for part in node.of if check_reference(part, self.world, self.rows) is truth]
        return " oraz ".join(self.say(part, truth) for part in decisive or node.of)

    def _implies(self, node: Node, truth: bool) -> str:
        first, second = node.of
        if truth:
            return f"jeżeli {self.say(first, True)}, to {self.say(second, True)}"
        return f"{self.say(first, True)}, a {self.say(second, False)}"

    def _not(self, node: Node, truth: bool) -> str:
        return self.say(node.of[0], not truth)

    def _presence(self, node: Node, truth: bool) -> str:
        part = node.of[0]
        if (node.op == "filled") == truth:
            return f"{self.whole(part)} – pole wypełniono"
        return f"{self._name(part.at) if part.at else self.whole(part)} – pole nie jest wypełnione"

    def _membership(self, node: Node, truth: bool) -> str:
        words = "należy do" if truth else "nie należy do"
        return f"{self.whole(node.of[0])} {words}: {', '.join(node.choices)}"

    def _listed(self, node: Node, truth: bool) -> str:
        name, where = node.choices
        which = "" if where == "*" else f", kody {where}"
        return f"{self.whole(node.of[0])} {'jest' if truth else 'nie jest'} w słowniku {name}{which}"

    def _yes(self, node: Node, truth: bool) -> str:
        return self.whole(node.of[0])

    # values

    def whole(self, node: Node) -> str:
        """Words of a side of a comparison; of a longer one with its result."""
        words = self.part(node)
        if node.op not in SIGNS:
            return words
        return f"{words} ({'razem' if node.op == 'add' else 'czyli'} {self._value(node)})"

    def part(self, node: Node) -> str:
        if node.op in {"num", "str"}:
            return self._value(node)
        if node.op == "cell" and node.at:
            return f"{self._name(node.at)} ({self._value(node)})"
        return PARTS.get(node.op, Sentence._other)(self, node)

    def _value(self, node: Node) -> str:
        return value_text(node, evaluate(node, self.world, self.rows))

    def _arithmetic(self, node: Node) -> str:
        a, b = (self._bracketed(node, part) for part in node.of)
        return f"{a} {SIGNS[node.op]} {b}"

    def _bracketed(self, node: Node, part: Node) -> str:
        words = self.part(part)
        return f"({words})" if node.op in {"mul", "div"} and part.op in {"add", "sub"} else words

    def _gap(self, node: Node) -> str:
        inner = node.of[0]
        if inner.op == "sub":
            a, b = (self.part(part) for part in inner.of)
            return f"różnica między: {a} i {b} ({self._value(node)})"
        return f"wartość bezwzględna: {self.part(inner)} ({self._value(node)})"

    def _inner(self, node: Node) -> str:
        return self.part(node.of[0])

    def _calendar(self, node: Node) -> str:
        return f"{CALENDAR[node.op]} {' do '.join(map(self.part, node.of))} ({self._value(node)})"

    def _rounded(self, node: Node) -> str:
        return f"{self.part(node.of[0])} (po zaokrągleniu {self._value(node)})"

    def _negative(self, node: Node) -> str:
        return f"−{self._bracketed(Node('mul', node.kind), node.of[0])}"

    def _other(self, node: Node) -> str:
        return self._value(node)

    def _field(self, node: Node) -> str:
        return f"{FIELDS[str(node.value)]} ({self._value(node)})"

    def _aggregate(self, node: Node) -> str:
        read = list(cells(Node("", "", tuple(_counted(item) for item in node.of))))
        which = self._which(read) if read else ""
        earlier = f" {_when(read[0].scope)}" if read and read[0].scope else ""
        return f"{AGGREGATES[node.op]}{which}{earlier} ({self._value(node)})"

    def _which(self, read: list[At]) -> str:
        sections = {at.section for at in read}
        if len(sections) != 1 or read[0].scope.startswith("form:"):
            return " pól"
        section = self.world.definition.by_code[read[0].section]
        columns = [self._symbol(section, at.column) for at in read]
        numbers = [self._row_number(at) for at in read]
        several_rows = len({at.row for at in read}) > 1 or read[0].looped
        if len(set(columns)) == 1 and several_rows:
            return " wierszy" if "" in numbers else f" wierszy {runs(numbers)}"
        return f" kolumn {runs(columns)}" if not several_rows else " pól"

    def _symbol(self, section: Section, code: str) -> str:
        column = section.table.column(code)
        return column.symbol if column else code

    def _row_number(self, at: At) -> str:
        row = "" if at.looped and at.row not in self.rows else self.world.row(at, self.rows)
        section = self.world.definition.by_code[at.section]
        return row_number(section, self.world.sheet, row) if row else ""

    # names of cells

    def _name(self, at: At) -> str:
        if at.scope.startswith("form:"):
            place = f"dział {symbol_of(at.section)}, wiersz {symbol_of(at.row)}, kolumna {symbol_of(at.column)}"
            return f"{at.scope.removeprefix('form:')}, {place}"
        name = lowered(self._own_name(at))
        return f"{name} {_when(at.scope)}" if at.scope else name

    def _own_name(self, at: At) -> str:
        section = self.world.definition.by_code[at.section]
        column = section.table.column(at.column)
        by_column = column_label(column) if column else at.column
        own = At(at.section, self._own_row(at), at.column)
        by_row = row_label(self.world.definition, self.world.sheet, own.section, own.row)
        place = f"wiersz {row_number(section, self.world.sheet, own.row)}, kolumna {self._symbol(section, at.column)}"
        if self.by == "column":
            return by_column or place
        if self.by == "row":
            return by_row or place
        several = len(self.world.definition.sections) > 1
        return f"dział {section.symbol}, {place}" if several else place

    def _own_row(self, at: At) -> str:
        return sentence_row(self.world, at, self.rows)

    def place(self, at: At) -> str:
        """„Dział 2, wiersz 03 (4500 chirurgiczny ogólny), kolumna 2”"""
        definition, sheet = self.world.definition, self.world.sheet
        section = definition.by_code[at.section]
        row = self._own_row(at)
        label = row_label(definition, sheet, at.section, row) if self.by != "row" else ""
        column = section.table.column(at.column)
        title = column_label(column) if column and self.by == "row" else ""
        named = [
            ("" if self._inner_loop(at) else f"wiersz {row_number(section, sheet, row)}", label),
            (column_name(column) if column else at.column, title),
        ]
        shown = [f"{name} ({words})" if words else name for name, words in named if name]
        return f"Dział {section.symbol}, {', '.join(shown)}"


def sentence_row(world: World, at: At, rows: Rows) -> str:
    """The row of a cell as this sheet has it; of a loop inside an aggregate the first one."""
    if not at.looped:
        return at.row
    return rows[at.row][1] if at.row in rows else next(iter(world.sheet.added(at.section)), "")


def _counted(item: Node) -> Node:
    """An item of an aggregate without its condition."""
    inner = item.of[0] if item.op == "each" else item
    return inner.of[1] if inner.op == "when" else inner


def _when(scope: str) -> str:
    back = scope.partition(":")[2]
    return "w poprzednim okresie" if back == "1" else f"{back} okresy wcześniej"


CONDITIONS: Mapping[str, Callable[[Sentence, Node, bool], str]] = {
    **dict.fromkeys(HOLDS, Sentence._compare),
    **dict.fromkeys(("and", "or"), Sentence._both),
    "=>": Sentence._implies,
    "not": Sentence._not,
    **dict.fromkeys(("filled", "blank"), Sentence._presence),
    "in": Sentence._membership,
    "listed": Sentence._listed,
    "true": Sentence._yes,
}
PARTS: Mapping[str, Callable[[Sentence, Node], str]] = {
    **dict.fromkeys(SIGNS, Sentence._arithmetic),
    **dict.fromkeys(AGGREGATES, Sentence._aggregate),
    **dict.fromkeys(("unit", "period"), Sentence._field),
    **dict.fromkeys(CALENDAR, Sentence._calendar),
    "nvl": Sentence._inner,
    "round": Sentence._rounded,
    "abs": Sentence._gap,
    "neg": Sentence._negative,
}
