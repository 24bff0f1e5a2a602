# SPDX-License-Identifier: EUPL-1.2
"""A condition as a sentence, with labels: what has to hold, or, with values, what does not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from engine.checks.labels import is_year, runs
from engine.checks.naming import Naming, Words, filled, woven
from engine.checks.reference import check_reference, evaluate
from engine.checks.tree import RATIO, At, Node, cells
from engine.checks.world import Rows, World
from engine.definitions import Column, Row

OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}
SIGNS = {"add": "+", "sub": "−", "mul": "×"}
PRODUCTS = frozenset({"mul", "div"})
ARITHMETIC = frozenset({"add", "sub", *PRODUCTS})
CONSTANTS = frozenset({"num", "str"})
HIGHEST_SHARE = 10  # „110% tego, co …”; „× 100” is said otherwise


class Sentence(Naming):
    """Says a tree."""

    # conditions

    def say(self, node: Node, truth: bool) -> Words:
        return CONDITIONS[node.op](self, node, truth)

    def compare(self, node: Node, truth: bool) -> Words:
        a, b = node.of
        if node.value:
            return self.tolerance(node, truth)
        op = node.op if truth else OPPOSITE[node.op]
        if a.kind == "bool" and b.op == "num" and node.op in {"=", "!="}:
            return self.answered(a, truth == ((b.value == 1) == (node.op == "=")))
        if is_year(a):
            b = replace(b, kind="year")
        if b.op in CONSTANTS and (op == "=" or (op == "!=" and not self.valued)):
            return (*self.bare(a), f" {self.phrases.constants[op]} ", *self.beside(a, b))
        share = shares(a, b)
        if share is not None:
            return self.share(op, *share)
        return (*self.whole(a), " ", *self.verb(op, a, b), " ", *self.beside(a, b))

    def verb(self, op: str, a: Node, b: Node) -> Words:
        """What stands between; of numbers that should be equal, which is the greater."""
        if a.kind in {"text", "code", "bool"}:
            return ((self.phrases.constants if b.op == "str" else self.phrases.texts)[op],)
        words = self.phrases.dates if "date" in {a.kind, b.kind} else self.phrases.numbers
        if op != "!=" or not self.valued:
            return (words[op],)

        def which(world: World, rows: Rows) -> str:
            x, y = evaluate(a, world, rows), evaluate(b, world, rows)
            return words["<" if isinstance(x, int | Fraction) and isinstance(y, int | Fraction) and x < y else ">"]

        return (which,)

    def share(self, op: str, a: Node, part: Fraction, b: Node) -> Words:
        percent = (f"{part * 100}%",)
        if a.op == "abs" and a.of[0].op == "sub" and b in a.of[0].of and op in {"<=", ">"}:
            first, second = map(self.whole, a.of[0].of)
            return woven(self.phrases.close if op == "<=" else self.phrases.apart, a=first, b=second, x=percent)
        return (*self.whole(a), f" {self.phrases.numbers[op]} ", *woven(self.phrases.share, x=percent, b=self.whole(b)))

    def tolerance(self, node: Node, truth: bool) -> Words:
        """a = b within t, a <= b within t"""
        first, limit = node.of
        margin = (str(node.value).replace(",", self.phrases.point),)
        if first.op == "abs" and first.of[0].op == "sub":
            a, b = map(self.whole, first.of[0].of)
            near = (node.op == "<=") == truth
            return woven(self.phrases.close if near else self.phrases.apart, a=a, b=b, x=margin)
        a, b = self.whole(first), self.whole(limit.of[0])
        said = (*a, f" {self.phrases.numbers[node.op if truth else OPPOSITE[node.op]]} ", *b)
        return woven(self.phrases.allowing, a=said, x=margin)

    def both(self, node: Node, truth: bool) -> Words:
        among = options(node)
        if among is not None:
            return self.among(among[0], list(map(self.constant, among[1])), truth)
        joint = self.phrases.both if (node.op == "and") == truth else self.phrases.either
        said = [self.side(node, part, truth) for part in node.of]
        if joint == self.phrases.both or not self.valued:
            return (*said[0], joint, *said[1])

        def decisive(world: World, rows: Rows) -> str:
            found = [check_reference(part, world, rows) is truth for part in node.of]
            chosen = [words for words, does in zip(said, found, strict=True) if does or not any(found)]
            return self.phrases.both.join(filled(words, world, rows) for words in chosen)

        return (decisive,)

    def side(self, node: Node, part: Node, truth: bool) -> Words:
        """A part of „and” or „or”; another of the two inside it is bracketed in a sentence without values."""
        words = self.say(part, truth)
        mixed = part.op in {"and", "or"} and part.op != node.op and options(part) is None and not self.valued
        return ("(", *words, ")") if mixed else words

    def implies(self, node: Node, truth: bool) -> Words:
        first, second = node.of
        if truth:
            return woven(self.phrases.implies, a=self.say(first, True), b=self.say(second, True))
        return woven(self.phrases.denied, a=self.say(first, True), b=self.say(second, False))

    def denied(self, node: Node, truth: bool) -> Words:
        return self.say(node.of[0], not truth)

    def presence(self, node: Node, truth: bool) -> Words:
        phrases, there = self.phrases, (node.op == "filled") == truth
        name = self.bare(node.of[0])
        if name == (phrases.this_cell,):
            return (phrases.filled_this if there else phrases.blank_this,)
        return woven(phrases.filled if there else phrases.blank, x=self.whole(node.of[0]) if there else name)

    def membership(self, node: Node, truth: bool) -> Words:
        return self.among(node.of[0], [self.code(node.of[0], choice, "{}") for choice in node.choices], truth)

    def among(self, subject: Node, choices: Sequence[Words], truth: bool) -> Words:
        words: Words = choices[0]
        decimals = any("," in part for choice in choices for part in choice if isinstance(part, str))
        for choice in choices[1:]:
            words = (*words, "; " if decimals else ", ", *choice)
        return woven(self.phrases.one_of if truth else self.phrases.none_of, x=self.whole(subject), b=words)

    def listed(self, node: Node, truth: bool) -> Words:
        name, where = node.choices
        shown = (name if where == "*" else self.phrases.fitting.format(name, where),)
        return woven(self.phrases.listed if truth else self.phrases.unlisted, x=self.whole(node.of[0]), b=shown)

    def confirmed(self, node: Node, truth: bool) -> Words:
        return self.answered(node.of[0], truth)

    def answered(self, asked: Node, truth: bool) -> Words:
        if self.valued:
            return self.whole(asked)
        answer = self.phrases.yes if truth else self.phrases.no
        return (*self.bare(asked), f" {self.phrases.constants['=']} {self.phrases.quoted.format(answer)}")

    # values

    def value(self, node: Node) -> Words:
        """The value in this sheet."""
        if node.at is not None:
            at, address, shown = node.at, node.at.address, self.labels.shown
            if not at.looped:
                return (lambda world, rows: shown(node.kind, node.scale, world.stored(at.scope, address)),)
            return (lambda world, rows: shown(node.kind, node.scale, world.raw(at, rows)),)
        if node.op == "unit":
            field = str(node.value)
            return (lambda world, rows: self.labels.value(node, world.named(field, world.field("unit", field))),)
        return (lambda world, rows: self.labels.value(node, evaluate(node, world, rows)),)

    def beside(self, a: Node, b: Node) -> Words:
        """The other side of a comparison: a code of the unit's field by its name."""
        return self.code(a, str(b.value), self.phrases.quoted) if b.op == "str" else self.whole(b)

    def code(self, owner: Node, code: str, form: str) -> Words:
        if owner.op != "unit":
            return (form.format(code),)
        return (lambda world, rows: form.format(world.named(str(owner.value), code)),)

    def constant(self, node: Node) -> Words:
        if node.op == "str":
            return (self.phrases.quoted.format(node.value),)
        return (self.labels.value(node, Fraction(int(node.value), 10**node.scale)),)

    def whole(self, node: Node) -> Words:
        """Words of a side of a comparison; of a longer one with its result."""
        words = self.part(node)
        if not self.valued or node.op not in {*ARITHMETIC, *self.phrases.calendar}:
            return words
        return woven(
            self.phrases.total if node.op == "add" and node.kind != "date" else self.phrases.result,
            a=words,
            x=self.value(node),
        )

    def part(self, node: Node) -> Words:
        if node.op in CONSTANTS:
            return self.constant(node)
        words = PARTS[node.op](self, node)
        if self.valued and node.op in SHOWN:
            words = (*words, " (", *self.value(node), ")")
        return (*words, *self.chosen(node))

    def bare(self, node: Node) -> Words:
        return replace(self, valued=False).part(node)

    def arithmetic(self, node: Node) -> Words:
        first, second = node.of
        a, b = self.bracketed(node.op, first), self.bracketed(node.op, second, node.op in {"sub", "div"})
        if node.op == "sub" and second.kind == "date":
            return woven(self.phrases.days, a=b, b=a)
        return (*a, f" {SIGNS.get(node.op, self.phrases.over)} ", *b)

    def bracketed(self, op: str, part: Node, second: bool = False) -> Words:
        """A part of a sum or product, in brackets where it does not bind more tightly: a − (b − c)."""
        words = self.part(part)
        around, inside = op in PRODUCTS, part.op in PRODUCTS
        loose = part.op in ARITHMETIC and (around > inside or (second and around == inside))
        return ("(", *words, ")") if loose else words

    def gap(self, node: Node) -> Words:
        inner = node.of[0]
        if inner.op == "sub":
            a, b = map(self.part, inner.of)
            result: Words = (" (", *self.value(node), ")") if self.valued else ()
            return (*woven(self.phrases.between, a=a, b=b), *result)
        return ("|", *self.part(inner), "|")

    def fallback(self, node: Node) -> Words:
        first, second = node.of
        if self.valued or (second.op == "num" and second.value == 0):
            return self.part(first)
        return woven(self.phrases.otherwise, a=self.part(first), b=self.part(second))

    def choice(self, node: Node) -> Words:
        if self.valued:
            return self.value(node)
        test, then, other = node.of
        return woven(self.phrases.choice, x=self.say(test, True), a=self.part(then), b=self.part(other))

    def rounded(self, node: Node) -> Words:
        return woven(self.phrases.rounded, a=self.part(node.of[0]))

    def negative(self, node: Node) -> Words:
        return ("−", *self.bracketed("mul", node.of[0]))

    def calendar(self, node: Node) -> Words:
        return woven(self.phrases.calendar[node.op], **dict(zip("ab", map(self.part, node.of), strict=False)))

    def nothing(self, node: Node) -> Words:
        return (self.phrases.nothing,)

    def field(self, node: Node) -> Words:
        return (self.phrases.fields[str(node.value)],)

    # aggregates

    def aggregate(self, node: Node) -> Words:
        counted = [_counted(item) for item in node.of]
        read = [item.at for item in counted if item.at is not None]
        others = [self.part(item) for item in counted if item.at is None]
        name = self.phrases.aggregates[node.op]
        many = len(read) > 1 or any(map(self.inner, read))
        if many and not others:
            return (f"{name} ", *self.group(read))
        first = [self.group(read)] if many else [self.part(item) for item in counted if item.at is not None]
        listed = [piece for words in (*first, *others) for piece in ("; ", *words)]
        return (f"{name} [", *listed[1:], "]")

    def group(self, read: list[At]) -> Words:
        """Cells of one sheet together."""
        words, scope = self.which(read), read[0].scope
        return self.earlier(scope, words) if scope.startswith("prior:") else words

    def chosen(self, node: Node) -> Words:
        """„…, w których …” of an aggregate; its conditions are one condition in many rows."""
        tests = [_inner(item) for item in node.of if _inner(item).op == "when"]
        if not tests:
            return ()
        test, counted = tests[-1].of  # the first row is the one that a condition is most likely to name beside
        within = replace(self, tree=test, valued=False, here=counted.at)
        return woven(self.phrases.where, x=within.say(test, True))

    def which(self, read: list[At]) -> Words:
        """„wierszy 02–05”, „kolumn 1–3”; where nothing else says it, of which column, row, section."""
        several, first = self.phrases.several, read[0]
        if len({(at.scope, at.section) for at in read}) != 1 or first.scope.startswith("form:"):
            return (several["cells"],)
        rows = list(dict.fromkeys(at.row for at in read))
        columns = list(dict.fromkeys(at.column for at in read))
        many_rows = len(rows) > 1 or self.inner(first)
        names = [*([self.listing("rows", read, rows)] if many_rows else [])]
        names += [self.listing("columns", read, columns)] if len(columns) > 1 or not many_rows else []
        words: Words = (f" {several['and']} ".join(names),)
        if self.by != "both":
            return words
        if len(columns) == 1 and many_rows:
            words = (*words, f" {several['column']} {self.column(first).symbol}")
        elif not many_rows and not self.is_open(first, "rows"):
            words = (*words, f" {several['row']} ", *self.row_number(first))
        sections = {at.section for at in cells(self.tree)}
        return (*words, " ", self.phrases.of_section.format(self.section(first).symbol)) if len(sections) > 1 else words

    def listing(self, axis: str, read: list[At], codes: list[str]) -> str:
        """„wierszy 02–05”; added rows have no numbers."""
        section = self.section(read[0])
        known: Callable[[str], Row | Column | None] = section.table.row if axis == "rows" else section.table.column
        parts = [known(code) for code in codes]
        symbols = [part.symbol for part in parts if part is not None]
        numbered = len(symbols) == len(parts)
        return f"{self.phrases.several[axis]} {runs(symbols)}" if numbered else self.phrases.several[axis]


def shares(a: Node, b: Node) -> tuple[Node, Fraction, Node] | None:
    """x * 10 <= y * 3 as x, 3/10, y: where both sides are multiples and the share is a whole percentage."""
    (p, x), (q, y) = _multiple(a), _multiple(b)
    if x is None or y is None or p == q or not p or not q:
        return None
    share = q / p
    return (x, share, y) if share <= HIGHEST_SHARE and (share * 100).denominator == 1 else None


def _multiple(node: Node) -> tuple[Fraction, Node | None]:
    """A node as a constant times a rest."""
    if node.op == "num":
        return Fraction(int(node.value), 10**node.scale), None
    if node.op == "mul":
        (p, x), (q, y) = map(_multiple, node.of)
        if x is None or y is None:
            return p * q, x or y
        return p * q, replace(node, of=(x, y), scale=RATIO if RATIO in {x.scale, y.scale} else x.scale + y.scale)
    if node.op == "div":
        (p, x), (q, y) = map(_multiple, node.of)
        return (p / q, x) if q and y is None else (Fraction(1), node)
    return Fraction(1), node


def options(node: Node) -> tuple[Node, list[Node]] | None:
    """x = 3 or x = 4, as `in` writes it: x and the numbers."""
    if node.op == "=" and node.of[1].op == "num":
        return node.of[0], [node.of[1]]
    if node.op != "or":
        return None
    first, second = map(options, node.of)
    return (first[0], [*first[1], *second[1]]) if first and second and first[0] == second[0] else None


def _inner(item: Node) -> Node:
    return item.of[0] if item.op == "each" else item


def _counted(item: Node) -> Node:
    """An item of an aggregate without its condition."""
    inner = _inner(item)
    return inner.of[1] if inner.op == "when" else inner


AGGREGATES = ("sum", "min", "max", "avg", "count")
SHOWN = frozenset({"cell", "unit", "period", "round", *AGGREGATES})  # followed by their value
CONDITIONS: Mapping[str, Callable[[Sentence, Node, bool], Words]] = {
    **dict.fromkeys(OPPOSITE, Sentence.compare),
    **dict.fromkeys(("and", "or"), Sentence.both),
    "=>": Sentence.implies,
    "not": Sentence.denied,
    **dict.fromkeys(("filled", "blank"), Sentence.presence),
    "in": Sentence.membership,
    "listed": Sentence.listed,
    "true": Sentence.confirmed,
}
PARTS: Mapping[str, Callable[[Sentence, Node], Words]] = {
    "cell": Sentence.cell,
    "nothing": Sentence.nothing,
    **dict.fromkeys(ARITHMETIC, Sentence.arithmetic),
    **dict.fromkeys(AGGREGATES, Sentence.aggregate),
    **dict.fromkeys(("unit", "period"), Sentence.field),
    **dict.fromkeys(("year", "month", "years"), Sentence.calendar),
    "nvl": Sentence.fallback,
    "if": Sentence.choice,
    "round": Sentence.rounded,
    "abs": Sentence.gap,
    "neg": Sentence.negative,
}
