# SPDX-License-Identifier: EUPL-1.2
"""From syntax to the typed tree: references found, types joined, conditions told from numbers."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from engine.checks.codes import refuse_unknown
from engine.checks.grammar import Syntax, hint, pattern_of
from engine.checks.kinds import LITERAL, NUMBERS, TEXTS, are_answers, choice, error, joined, number_of, plus, times
from engine.checks.selection import (
    ADDED,
    Surroundings,
    cell_node,
    foreign_cell,
    list_codes,
    select,
    spec_at,
    unknown,
    written_out,
)
from engine.checks.tree import RATIO, TRUTH, At, Node
from engine.definitions import CellSpec, FormDefinition

AGGREGATES = frozenset({"sum", "count", "min", "max", "avg"})
CALENDAR = {"year": "year(data)", "month": "month(data)", "years": "years(od, do)"}
FUNCTIONS = AGGREGATES | {"abs", "filled", "blank", "nvl", "if", "round", "days", "prior", "form", *CALENDAR}
UNIT_FIELDS = {
    "kind": "code",
    "character": "code",
    "teryt": "code",
    "voivodeship": "code",
    "activity_code": "code",
    "register_number": "code",
    "regon": "code",
    "nip": "code",
    "beds": "int",
}
PERIOD_FIELDS = {"start": "date", "end": "date", "year": "int", "quarter": "int", "month": "int", "days": "int"}


class Resolver:
    """Gives expressions of one form their meaning. `others`: definitions of the forms that `form("…")` reads."""

    def __init__(self, definition: FormDefinition, others: Mapping[str, FormDefinition]) -> None:
        self.definition = definition
        self.others = others

    def condition(self, syntax: Syntax, around: Surroundings) -> Node:
        """The tree of a condition; a yes-no cell is one by itself."""
        node = self.any(syntax, around)
        if node.kind == "bool":
            return Node("true", TRUTH, (node,))
        if node.kind != TRUTH:
            raise error("Tu potrzebny jest warunek, na przykład porównanie.", syntax)
        return node

    def value(self, syntax: Syntax, around: Surroundings) -> Node:
        """The tree of anything that is not a condition."""
        node = self.any(syntax, around)
        if node.kind == TRUTH:
            raise error("Tu potrzebna jest wartość, nie warunek.", syntax)
        return node

    def number(self, syntax: Syntax, around: Surroundings) -> Node:
        node = self.value(syntax, around)
        if node.kind not in NUMBERS:
            raise error("Tu potrzebna jest liczba.", syntax)
        return node

    def any(self, syntax: Syntax, around: Surroundings) -> Node:
        return MEANINGS[syntax.op](self, syntax, around)

    # conditions

    def logical(self, syntax: Syntax, around: Surroundings) -> Node:
        names = {"implies": "=>", "disjunction": "or", "conjunction": "and", "negation": "not"}
        return Node(names[syntax.op], TRUTH, tuple(self.condition(part, around) for part in syntax.of))

    def comparison(self, syntax: Syntax, around: Surroundings) -> Node:
        a, b = (self.value(part, around) for part in syntax.of)
        texts = a.kind in TEXTS and b.kind in TEXTS
        if not texts and not are_answers(a, b):
            joined(a, b, syntax)
        elif syntax.value not in {"=", "!="}:
            raise error(
                f"{'Teksty' if texts else 'Odpowiedzi „tak” i „nie”'} można porównać tylko przez = i !=.", syntax
            )
        for one, other, written in ((a, b, syntax.of[1]), (b, a, syntax.of[0])):
            if other.op == "str":
                refuse_unknown(self.definition, one, str(other.value), written)
        return Node(syntax.value, TRUTH, (a, b))

    def tolerance(self, syntax: Syntax, around: Surroundings) -> Node:
        """a = b within t: |a − b| ≤ t; a <= b within t: a ≤ b + t; t % is t hundredths of |b|."""
        left, right, amount = syntax.of
        sign, percent = syntax.value, amount.op == "percent"
        a, b = self.number(left, around), self.number(right, around)
        joined(a, b, syntax)
        margin = number_of(amount)
        if percent:
            hundredth = Node("num", "int", scale=2, value=1)
            margin = times(times(Node("abs", b.kind, (b,), b.scale), margin, syntax), hundredth, syntax)
        shown = amount.value.replace(".", ",") + "%" * percent
        if sign in {"=", "!="}:
            gap = plus("sub", a, b, syntax)
            within = "<=" if sign == "=" else ">"
            return Node(within, TRUTH, (Node("abs", gap.kind, (gap,), gap.scale), margin), value=shown)
        limit = plus("add" if sign in {"<=", "<"} else "sub", b, margin, syntax)
        return Node(sign, TRUTH, (a, limit), value=shown)

    def membership(self, syntax: Syntax, around: Surroundings) -> Node:
        subject = self.value(syntax.of[0], around)
        choices = syntax.of[1:]
        if subject.kind in TEXTS:
            for one in choices:
                if one.op != "STRING":
                    raise error("Kody i teksty pisze się w cudzysłowie.", one)
                refuse_unknown(self.definition, subject, pattern_of(one), one)
            return Node("in", TRUTH, (subject,), choices=tuple(map(pattern_of, choices)))
        tests = []
        for one in choices:
            if one.op != "NUMBER":
                raise error("Tu potrzebna jest liczba.", one)
            constant = number_of(one)
            joined(subject, constant, syntax)
            tests.append(Node("=", TRUTH, (subject, constant)))
        found = tests[0]
        for test in tests[1:]:
            found = Node("or", TRUTH, (found, test))
        return found

    def listed(self, syntax: Syntax, around: Surroundings) -> Node:
        """x in list("icd-10", "F*"): the codes of a list. What a cell of this sheet may hold is not asked again."""
        subject = self.value(syntax.of[0], around)
        if subject.kind not in TEXTS:
            raise error("Do słownika mogą należeć kody i teksty.", syntax.of[0])
        name = syntax.of[1].value[1:-1]
        pattern = tuple(map(pattern_of, syntax.of[2:]))
        where = pattern[0] if pattern else "*"
        codes = list_codes(self.definition, name, where)
        if codes is None and self.definition.code_lists:
            message = f"Nie ma słownika „{name}”.{hint(name, self.definition.code_lists)}"
            raise error(message, syntax.of[1])
        if codes is not None and not codes:
            raise error(f"Żaden kod słownika „{name}” nie pasuje do wzorca „{where}”.", syntax.of[-1])
        spec = spec_at(self.definition, subject.at) if subject.at and not subject.at.scope else None
        if codes is None or (pattern and spec is not None and spec.type.list == name):
            return Node("in", TRUTH, (subject,), choices=(where,))
        return Node("listed", TRUTH, (subject,), value=f"{name} {where}", choices=(name, where))

    # numbers

    def plus(self, syntax: Syntax, around: Surroundings) -> Node:
        a, b = (self.value(part, around) for part in syntax.of)
        return plus("add" if syntax.op == "plus" else "sub", a, b, syntax)

    def times(self, syntax: Syntax, around: Surroundings) -> Node:
        a, b = (self.number(part, around) for part in syntax.of)
        return times(a, b, syntax)

    def over(self, syntax: Syntax, around: Surroundings) -> Node:
        a, b = (self.number(part, around) for part in syntax.of)
        if b.op == "num" and b.value == 0:
            raise error("Dzielenie przez zero.", syntax)
        kind = "money" if a.kind == "money" and b.kind != "money" else LITERAL if a.kind == b.kind == LITERAL else "dec"
        return Node("div", kind, (a, b), RATIO)

    def negative(self, syntax: Syntax, around: Surroundings) -> Node:
        a = self.number(syntax.of[0], around)
        return Node("neg", a.kind, (a,), a.scale)

    def constant(self, syntax: Syntax, around: Surroundings) -> Node:
        return number_of(syntax)

    def text(self, syntax: Syntax, around: Surroundings) -> Node:
        return Node("str", "text", value=syntax.value[1:-1])

    def date(self, syntax: Syntax, around: Surroundings) -> Node:
        try:
            return Node("num", "date", value=date.fromisoformat(syntax.value).toordinal())
        except ValueError:
            raise error("Nie ma takiej daty.", syntax) from None

    # references

    def reference(self, syntax: Syntax, around: Surroundings) -> Node:
        found = self.cells(syntax, around)
        if len(found) != 1 or found[0].op == "each":
            raise error("To jest wiele pól; tu może stać jedno. Użyj sum, min, max, avg albo count.", syntax)
        return found[0]

    def cells(self, syntax: Syntax, around: Surroundings, where: Syntax | None = None) -> list[Node]:
        """Cells of a reference as items of an aggregate."""
        definition = self.definition
        if around.scope.startswith("form:"):
            other = self.others.get(around.scope.removeprefix("form:"))
            if other is None:
                return [foreign_cell(syntax, around)]
            definition = other
        if syntax.op == "field":
            syntax = written_out(definition, syntax, around)
        found = select(definition, syntax, around)
        return [self._item(definition, at, spec, around, where) for at, spec in found]

    def _item(
        self, definition: FormDefinition, at: At, spec: CellSpec | None, around: Surroundings, where: Syntax | None
    ) -> Node:
        loop = f"${around.loops}" if at.row == ADDED else ""
        if loop:
            at = At(at.section, loop, at.column, at.scope)
        node = Node("nothing", _key_kind(definition, at)) if spec is None else cell_node(spec, at)
        if where is not None:
            node = Node("when", node.kind, (self.condition(where, around.inside(at)), node), node.scale)
        return Node("each", node.kind, (node,), node.scale, loop, at) if loop else node

    def foreign(self, syntax: Syntax, around: Surroundings) -> Node:
        return self.reference(syntax.of[1], _elsewhere(syntax, around, f"form:{self._symbol(syntax)}"))

    def _symbol(self, syntax: Syntax) -> str:
        symbol = syntax.of[0].value[1:-1]
        if symbol == self.definition.form:
            raise error("form(…) wskazuje inny formularz, nie ten sam.", syntax)
        if symbol not in self.definition.beside:
            message = f"Formularza „{symbol}” nie ma w „reads” ani w „after” tego formularza."
            raise error(message + hint(symbol, self.definition.beside), syntax.of[0])
        return symbol

    def field(self, syntax: Syntax, around: Surroundings) -> Node:
        """unit.beds, period.year; this.k1 and d1.plec are references in fewer letters."""
        owner, name = syntax.of
        known = {"unit": UNIT_FIELDS, "period": PERIOD_FIELDS}.get(owner.value)
        if known is None:
            return self.reference(syntax, around)
        if name.value not in known:
            raise unknown(f"„{owner.value}” nie ma pola „{name.value}”.", name, known)
        return Node(owner.value, known[name.value], value=name.value)

    def name(self, syntax: Syntax, around: Surroundings) -> Node:
        raise error(f"Sama nazwa „{syntax.value}” nic nie znaczy. Pole wskazuje się tak: d2[w01, k1].", syntax)

    # functions

    def call(self, syntax: Syntax, around: Surroundings) -> Node:
        arguments = [part for part in syntax.of if part.op != "condition"]
        where = next((part.of[0] for part in syntax.of if part.op == "condition"), None)
        if syntax.value not in FUNCTIONS:
            raise unknown(f"Nie ma funkcji „{syntax.value}”.", syntax, FUNCTIONS)
        if syntax.value in AGGREGATES:
            return self._aggregate(syntax, arguments, where, around)
        if where is not None:
            raise error("Warunek po „where” mogą mieć tylko sum, count, min, max i avg.", where)
        return CALLS[syntax.value](self, syntax, arguments, around)

    def _aggregate(self, syntax: Syntax, arguments: list[Syntax], where: Syntax | None, around: Surroundings) -> Node:
        found = [(argument, item) for argument in arguments for item in self._items(argument, around, where)]
        if not found:
            raise error("Ten zakres nie zawiera żadnego pola.", syntax)
        items = tuple(item for _, item in found)
        if syntax.value == "count":
            return Node("count", "int", items)
        kind, scale = items[0].kind, items[0].scale
        for argument, item in found:
            if item.kind not in NUMBERS and not (item.kind == "date" == kind and syntax.value in {"min", "max"}):
                raise error("Tu potrzebne są liczby.", argument)
            kind = joined(replace(item, kind=kind), item, syntax)
            scale = max(scale, item.scale)
        return Node(syntax.value, kind, items, RATIO if syntax.value == "avg" else scale)

    def _items(self, syntax: Syntax, around: Surroundings, where: Syntax | None) -> list[Node]:
        if syntax.op == "reference" or (syntax.op == "field" and syntax.of[0].value not in {"unit", "period"}):
            return self.cells(syntax, around, where)
        if syntax.op == "foreign":
            return self.cells(syntax.of[1], _elsewhere(syntax, around, f"form:{self._symbol(syntax)}"), where)
        if syntax.op == "call" and syntax.value == "prior":
            inner, earlier = self._earlier(syntax, list(syntax.of), around)
            return self._items(inner, earlier, where)
        node = self.value(syntax, around)
        if node.scale == RATIO or where is not None:
            raise error("Tu potrzebne są pola.", syntax)
        return [node]

    def _earlier(self, syntax: Syntax, arguments: list[Syntax], around: Surroundings) -> tuple[Syntax, Surroundings]:
        back = 1
        if len(arguments) == 2:
            if arguments[1].op != "number" or arguments[1].value not in set("123456789"):
                raise error("O ile okresów wstecz: liczba od 1 do 9.", arguments[1])
            back = int(arguments[1].value)
        elif len(arguments) != 1:
            raise error("Użycie: prior(pole) albo prior(pole, o ile okresów).", syntax)
        return arguments[0], _elsewhere(syntax, around, f"prior:{back}")

    def prior(self, syntax: Syntax, arguments: list[Syntax], around: Surroundings) -> Node:
        inner, earlier = self._earlier(syntax, arguments, around)
        return self.any(inner, earlier)

    def absolute(self, syntax: Syntax, arguments: list[Syntax], around: Surroundings) -> Node:
        (argument,) = _exactly(1, syntax, arguments, "abs(liczba)")
        a = self.number(argument, around)
        return Node("abs", a.kind, (a,), a.scale)

    def presence(self, syntax: Syntax, arguments: list[Syntax], around: Surroundings) -> Node:
        (argument,) = _exactly(1, syntax, arguments, f"{syntax.value}(pole)")
        return Node(syntax.value, TRUTH, (self.value(argument, around),))

    def nvl(self, syntax: Syntax, arguments: list[Syntax], around: Surroundings) -> Node:
        first, second = _exactly(2, syntax, arguments, "nvl(liczba, zamiast pustej)")
        return choice("nvl", (), self.value(first, around), self.value(second, around), syntax)

    def conditional(self, syntax: Syntax, arguments: list[Syntax], around: Surroundings) -> Node:
        test, then, other = _exactly(3, syntax, arguments, "if(warunek, wtedy, inaczej)")
        tested = self.condition(test, around)
        return choice("if", (tested,), self.value(then, around), self.value(other, around), syntax)

    def rounded(self, syntax: Syntax, arguments: list[Syntax], around: Surroundings) -> Node:
        first, places = _exactly(2, syntax, arguments, "round(liczba, miejsca)")
        if places.op != "number" or places.value not in set("0123456"):
            raise error("Miejsca po przecinku: liczba od 0 do 6.", places)
        a = self.number(first, around)
        return Node("round", a.kind, (a,), int(places.value), int(places.value))

    def calendar(self, syntax: Syntax, arguments: list[Syntax], around: Surroundings) -> Node:
        """year(date), month(date): numbers; years(from, to): full years, as of age."""
        usage = CALENDAR[syntax.value]
        dates = _exactly(usage.count(",") + 1, syntax, arguments, usage)
        return Node(syntax.value, "int", tuple(self._date(part, around, usage) for part in dates))

    def _date(self, syntax: Syntax, around: Surroundings, usage: str) -> Node:
        node = self.value(syntax, around)
        if node.kind != "date":
            raise error(f"Tu potrzebna jest data. Użycie: {usage}.", syntax)
        return node

    def days(self, syntax: Syntax, arguments: list[Syntax], around: Surroundings) -> Node:
        """days(period), or the number of days from one date to another."""
        if len(arguments) == 1 and arguments[0].op == "name" and arguments[0].value == "period":
            return Node("period", "int", value="days")
        dates = _exactly(2, syntax, arguments, "days(period) albo days(od, do)")
        first, last = (self.value(part, around) for part in dates)
        if first.kind != "date" or last.kind != "date":
            raise error("days(od, do) liczy dni między datami.", syntax)
        return Node("sub", "int", (last, first))


def _exactly(count: int, syntax: Syntax, arguments: list[Syntax], usage: str) -> list[Syntax]:
    if len(arguments) != count:
        raise error(f"Użycie: {usage}.", syntax)
    return arguments


def _elsewhere(syntax: Syntax, around: Surroundings, scope: str) -> Surroundings:
    if around.scope:
        raise error("prior i form nie mogą stać jedno w drugim.", syntax)
    return replace(around, scope=scope)


def _key_kind(definition: FormDefinition, at: At) -> str:
    """Kind of the key column, which a fixed row does not have."""
    return definition.added[at.section][at.column].type.kind


Meaning = Callable[[Resolver, Syntax, Surroundings], Node]
Call = Callable[[Resolver, Syntax, list[Syntax], Surroundings], Node]
MEANINGS: Mapping[str, Meaning] = {
    "implies": Resolver.logical,
    "disjunction": Resolver.logical,
    "conjunction": Resolver.logical,
    "negation": Resolver.logical,
    "comparison": Resolver.comparison,
    "tolerance": Resolver.tolerance,
    "membership": Resolver.membership,
    "listed": Resolver.listed,
    "plus": Resolver.plus,
    "minus": Resolver.plus,
    "times": Resolver.times,
    "over": Resolver.over,
    "negative": Resolver.negative,
    "number": Resolver.constant,
    "text": Resolver.text,
    "date": Resolver.date,
    "reference": Resolver.reference,
    "foreign": Resolver.foreign,
    "field": Resolver.field,
    "name": Resolver.name,
    "call": Resolver.call,
}
CALLS: Mapping[str, Call] = {
    "abs": Resolver.absolute,
    "filled": Resolver.presence,
    "blank": Resolver.presence,
    "nvl": Resolver.nvl,
    "if": Resolver.conditional,
    "round": Resolver.rounded,
    "days": Resolver.days,
    **dict.fromkeys(CALENDAR, Resolver.calendar),
    "prior": Resolver.prior,
}
