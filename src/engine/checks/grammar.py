# SPDX-License-Identifier: EUPL-1.2
"""From the text of an expression to its syntax, with the position of every part.

The grammar is written down in tests/spec/grammar.lark; the tests compare this parser with one made from that file
(docs/adr/0054-a-parser-by-hand.md says why there are two).
"""

import difflib
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NoReturn

MAX_DEPTH = 60
MAX_LENGTH = 10_000
BLANKS = " \t\r\n"
TOKENS = re.compile(
    r"""[ \t\r\n]*(?:
      (?P<NAME>[a-z][a-z0-9_]*)
    | (?P<SIGN>=>|<=|>=|!=|\.\.|[-+*/=<>()\[\],.:%|])
    | (?P<DATE>\d{4}-\d\d-\d\d)
    | (?P<NUMBER>\d+(?:\.\d+)?)
    | (?P<STRING>"[^"\n]*")
    | (?P<BAD>[^ \t\r\n]))""",
    re.VERBOSE | re.ASCII,
)
WORD = re.compile(r"(?<!\w)[A-Za-z]\w*", re.ASCII)
FORM = re.compile(r"\bform[ \t\r\n]*\([ \t\r\n]*$")
NOT = 4
COMPARE = 5
MULTIPLY = 7
BINARY = {  # how tightly each binds, and what it is called
    "=>": (1, "implies"),
    "or": (2, "disjunction"),
    "and": (3, "conjunction"),
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), (COMPARE, "comparison")),
    "in": (COMPARE, "membership"),
    "+": (6, "plus"),
    "-": (6, "minus"),
    "*": (MULTIPLY, "times"),
    "/": (MULTIPLY, "over"),
}
WORDS = ("and", "or", "in", "within", "where")  # what may stand between two values
LITERALS = {"NUMBER": "number", "STRING": "text", "DATE": "date"}
OPERAND = "liczby, pola albo funkcji"

Token = tuple[str, str, int]  # kind, text, position


class ExpressionError(Exception):
    """An expression is wrong: what, and where in its text (from 0)."""

    def __init__(self, message: str, start: int = 0, end: int | None = None) -> None:
        self.message = message
        self.start = start
        self.end = end or start + 1
        super().__init__(message)

    def moved(self, by: int) -> "ExpressionError":
        """The same in a text that has so much before it."""
        return ExpressionError(self.message, self.start + by, self.end + by)

    def shown(self, text: str) -> str:
        """The sentence, the line of the expression and a caret under the place."""
        before = text[: self.start]
        head = before.rpartition("\n")[2]
        line = head + text[len(before) :].partition("\n")[0]
        caret = " " * len(head) + "^" * max(1, min(self.end - self.start, len(line) - len(head)))
        row = before.count("\n") + 1
        return f"{self.message} (wiersz {row}, znak {len(head) + 1})\n  {line}\n  {caret}"


def hint(name: str, known: Iterable[str]) -> str:
    """„Czy chodzi o …?” where a known name is near."""
    near = difflib.get_close_matches(name, list(known), cutoff=0.5)
    return f" Czy chodzi o „{near[0]}”?" if near else ""


class Syntax:
    """A part of an expression as written; `value` is its sign, name or text."""

    __slots__ = ("depth", "end", "of", "op", "start", "value")

    def __init__(self, op: str, of: tuple["Syntax", ...], start: int, end: int, value: str = "") -> None:
        self.op = op
        self.of = of
        self.start = start
        self.end = end
        self.value = value
        depth = 0
        for part in of:
            depth = max(depth, part.depth)
        self.depth: int = depth + 1


def parse(text: str) -> Syntax:
    """Syntax of an expression."""
    return _parse(text, "expression")


def parse_rule(text: str) -> Syntax:
    """Syntax of a check: „rule” where it begins with `foreach …:`, or an expression."""
    return _parse(text, "rule")


def parse_loop(text: str) -> Syntax:
    """Syntax of one `foreach`."""
    return _parse(text, "loop")


@lru_cache(maxsize=4096)
def _parse(text: str, start: str) -> Syntax:
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"Wyrażenie jest za długie (najwięcej {MAX_LENGTH} znaków).")
    parser = _Parser(text)
    found: Syntax = getattr(parser, start)()
    if parser.kind != "end":
        if start == "rule" and found.op == "name" and (near := hint(found.value, ("foreach",))):
            raise ExpressionError(f"Nieoczekiwane „{found.value}”.{near}", found.start, found.end)
        parser.refuse("„[” albo koniec" if start == "loop" else "")
    if found.depth > MAX_DEPTH:
        raise _too_deep(found.start, found.end)
    return found


def _too_deep(start: int, end: int | None = None) -> ExpressionError:
    return ExpressionError("Wyrażenie jest zagnieżdżone za głęboko.", start, end)


def _tokens(text: str) -> list[Token]:
    found = []
    text = text.rstrip(BLANKS)  # else spaces at the end are gone through from each of them
    for match in TOKENS.finditer(text):
        kind = str(match.lastgroup)
        token = match[kind]
        if kind == "BAD":
            raise _stray(text, match.start(kind))
        found.append((kind, token, match.start(kind)))
    return [*found, ("end", "", len(text))]


def _stray(text: str, at: int) -> ExpressionError:
    """No sign of the language; a capital letter may be of a name, or of a form without its quotation marks."""
    word = next((word for word in WORD.finditer(text) if word.start() <= at < word.end()), None)
    if word is None:
        return ExpressionError(f"Nieoczekiwany znak „{text[at]}”.", at)
    if FORM.search(text[:at]):
        return ExpressionError('Symbol formularza pisze się w cudzysłowie: form("MZ-88").', at)
    message = f"Nazwy pisze się małymi literami. Czy chodzi o „{word[0].lower()}”?"
    return ExpressionError(message, word.start(), word.end())


def pattern_of(text: Syntax) -> str:
    """A code, or many with * and ?."""
    if "[" in text.value:
        message = "We wzorcu nie ma zbiorów znaków „[…]”; „*” zastępuje dowolne znaki, „?” jeden znak."
        raise ExpressionError(message, text.start + text.value.index("["))
    return text.value[1:-1]


class _Parser:
    """Reads tokens from left to right; `kind`, `text` and `start` are those of the next one, `end` of the last."""

    end: int

    def __init__(self, text: str) -> None:
        self.tokens = iter(_tokens(text))
        self.open = 0
        self.kind, self.text, self.start = next(self.tokens)

    def step(self) -> None:
        self.end = self.start + len(self.text)
        self.kind, self.text, self.start = next(self.tokens)

    def took(self, text: str) -> bool:
        """Steps over a sign or word where it is the next."""
        if self.text != text:
            return False
        self.step()
        return True

    def must(self, text: str) -> None:
        if not self.took(text):
            self.refuse(f": „{text}”")

    def refuse(self, expected: str) -> NoReturn:
        wanted = f"; oczekiwano{'' if expected[:1] == ':' else ' '}{expected}" if expected else ""
        if self.kind == "end":
            raise ExpressionError(f"Wyrażenie urywa się{wanted}.", self.start)
        near = hint(self.text, WORDS) if self.kind == "NAME" and not expected else ""
        end = self.start + len(self.text)
        raise ExpressionError(f"Nieoczekiwane „{self.text}”{wanted}.{near}", self.start, end)

    def leaf(self, kind: str, expected: str, called: str = "") -> Syntax:
        """The next token, which has to be of a kind."""
        if self.kind != kind:
            self.refuse(expected)
        return self.taken(called or kind)

    def taken(self, op: str) -> Syntax:
        """The next token, whatever it is."""
        found = Syntax(op, (), self.start, self.start + len(self.text), self.text)
        self.step()
        return found

    def listed(self, read: "Callable[[_Parser], Syntax]", sign: str = ",") -> tuple[Syntax, ...]:
        found = [read(self)]
        while self.took(sign):
            found.append(read(self))
        return tuple(found)

    # checks

    def rule(self) -> Syntax:
        start = self.start
        if self.text != "foreach":
            return self.expression()
        self.step()
        loops = self.listed(_Parser.loop)
        self.must(":")
        inner = self.expression()
        return Syntax("rule", (*loops, inner), start, inner.end)

    def loop(self) -> Syntax:
        """r in d2.rows[w01..w03]"""
        name = self.name("nazwy zmiennej")
        self.must("in")
        section = self.name("działu")
        self.must(".")
        axis = self.name("rows albo columns")
        selectors: tuple[Syntax, ...] = ()
        if self.took("["):
            selectors = self.listed(_Parser.selector)
            self.must("]")
        return Syntax("loop", (name, section, axis, *selectors), name.start, self.end)

    def name(self, expected: str) -> Syntax:
        return self.leaf("NAME", expected)

    # expressions

    def expression(self, least: int = 1) -> Syntax:
        """Operators that bind at least so tightly; of two comparisons in a row the second is refused."""
        self.open += 1
        if self.open > MAX_DEPTH:
            raise _too_deep(self.start)
        most = MULTIPLY
        found = self.negation() if self.text == "not" and least <= NOT else self.unary()
        while self.text in BINARY:
            level, op = BINARY[self.text]
            if not least <= level <= most:
                break
            if level == COMPARE:
                most = NOT
                found = self.compared(found)
            else:
                self.step()
                right = self.expression(level + (op != "implies"))
                found = Syntax(op, (found, right), found.start, right.end)
        self.open -= 1
        return found

    def negation(self) -> Syntax:
        start = self.start
        self.step()
        inner = self.expression(NOT)
        return Syntax("negation", (inner,), start, inner.end)

    def compared(self, left: Syntax) -> Syntax:
        """a < b, a = b within 5%, a in (1, 2), a in list("…")"""
        sign = self.text
        self.step()
        if sign == "in":
            return self.membership(left)
        right = self.expression(COMPARE + 1)
        if not self.took("within"):
            return Syntax("comparison", (left, right), left.start, right.end, sign)
        amount = self.leaf("NUMBER", "liczby", "number")
        if self.took("%"):
            amount = Syntax("percent", (), amount.start, self.end, amount.value)
        return Syntax("tolerance", (left, right, amount), left.start, self.end, sign)

    def membership(self, subject: Syntax) -> Syntax:
        op = "listed" if self.took("list") else "membership"
        self.must("(")
        choices = self.listed(_Parser.string if op == "listed" else _Parser.choice)
        if op == "listed" and len(choices) > 2:
            raise ExpressionError('Użycie: list("słownik") albo list("słownik", "wzorzec").', choices[2].start)
        self.must(")")
        return Syntax(op, (subject, *choices), subject.start, self.end)

    def choice(self) -> Syntax:
        return self.leaf("NUMBER" if self.kind == "NUMBER" else "STRING", ": „liczba”, „tekst w cudzysłowie”")

    def string(self) -> Syntax:
        return self.leaf("STRING", "tekstu w cudzysłowie")

    def unary(self) -> Syntax:
        if self.text != "-":
            return self.atom()
        self.open += 1
        if self.open > MAX_DEPTH:
            raise _too_deep(self.start)
        start = self.start
        self.step()
        inner = self.unary()
        self.open -= 1
        return Syntax("negative", (inner,), start, inner.end)

    def atom(self) -> Syntax:
        if self.kind in LITERALS:
            return self.taken(LITERALS[self.kind])
        if self.took("("):
            found = self.expression()
            self.must(")")
            return found
        name = self.name(OPERAND)
        if name.value == "form":
            return self.foreign(name)
        return self.call(name) if self.took("(") else self.cells(name)

    def cells(self, name: Syntax) -> Syntax:
        """d2[w01, k1], d2.plec, or a bare name."""
        if self.took("["):
            rows = self.selectors()
            self.must(",")
            columns = self.selectors()
            self.must("]")
            return Syntax("reference", (name, rows, columns), name.start, self.end)
        if self.took("."):
            field = self.name("nazwy pola")
            return Syntax("field", (name, field), name.start, field.end)
        return Syntax("name", (), name.start, name.end, name.value)

    def call(self, name: Syntax) -> Syntax:
        arguments = self.listed(_Parser.expression)
        if self.text == "where":
            start = self.start
            self.step()
            test = self.expression()
            arguments = (*arguments, Syntax("condition", (test,), start, test.end))
        self.must(")")
        return Syntax("call", arguments, name.start, self.end, name.value)

    def foreign(self, form: Syntax) -> Syntax:
        """form("MZ-88").d1[w01, k4]"""
        self.must("(")
        symbol = self.string()
        self.must(")")
        self.must(".")
        inner = self.cells(self.name("działu"))
        if inner.op == "name":
            self.refuse(": „[” albo „.”")
        return Syntax("foreign", (symbol, inner), form.start, inner.end)

    # selectors

    def selectors(self) -> Syntax:
        found = self.listed(_Parser.selector, "|")
        return Syntax("selectors", found, found[0].start, found[-1].end)

    def selector(self) -> Syntax:
        """*, ., a code or a range of codes"""
        start = self.start
        if self.text in {"*", "."}:
            parts = [self.taken("STAR" if self.text == "*" else "DOT")]
        else:
            parts = [self.name("kodu, „*” albo „.”")]
            if self.took(".."):
                parts.append(self.name("kodu"))
        return Syntax("selector", tuple(parts), start, self.end)
