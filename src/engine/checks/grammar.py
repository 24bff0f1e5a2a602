# SPDX-License-Identifier: EUPL-1.2
"""From the text of an expression to its syntax, with the position of every part."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

GRAMMAR = r"""
?expression: or_ | or_ "=>" expression          -> implies
?or_: and_ | or_ "or" and_                      -> disjunction
?and_: not_ | and_ "and" not_                   -> conjunction
?not_: compare | "not" not_                     -> negation
?compare: add
    | add CMP add                               -> comparison
    | add CMP add "within" NUMBER [PERCENT]     -> tolerance
    | add "in" "(" choice ("," choice)* ")"     -> membership
?add: mul | add "+" mul                         -> plus
    | add "-" mul                               -> minus
?mul: unary | mul "*" unary                     -> times
    | mul "/" unary                             -> over
?unary: atom | "-" unary                        -> negative
?atom: NUMBER                                   -> number
    | STRING                                    -> text
    | DATE                                      -> date
    | reference
    | NAME                                      -> name
    | NAME "." NAME                             -> field
    | NAME "(" expression ("," expression)* [condition] ")"    -> call
    | "form" "(" STRING ")" "." reference       -> foreign
    | "(" expression ")"
condition: "where" expression
reference: NAME "[" selectors "," selectors "]"
selectors: selector ("|" selector)*
selector: STAR | DOT | NAME | NAME ".." NAME
?choice: STRING | NUMBER
loop: NAME "in" NAME "." NAME ["[" selector ("," selector)* "]"]
CMP: /<=|>=|!=|=(?!>)|<|>/
DATE.3: /\d{4}-\d\d-\d\d/
NUMBER.2: /\d+(\.\d+)?/
STRING: /"[^"\n]*"/
PERCENT: "%"
STAR: "*"
DOT: "."
NAME: /[a-z][a-z0-9_]*/
%ignore /[ \t\r\n]+/
"""
MAX_DEPTH = 60
MAX_LENGTH = 10_000
NAMES = {
    "$END": "koniec",
    "NAME": "nazwa",
    "NUMBER": "liczba",
    "STRING": "tekst w cudzysłowie",
    "DATE": "data",
    "CMP": "porównanie",
}
EXPRESSION_START = frozenset({"NAME", "NUMBER", "STRING", "DATE", "LPAR"})


class ExpressionError(Exception):
    """An expression is wrong: what, and where in its text (from 0)."""

    def __init__(self, message: str, start: int = 0, end: int | None = None) -> None:
        self.message = message
        self.start = start
        self.end = max(start + 1, end or 0)
        super().__init__(message)

    def shown(self, text: str) -> str:
        """The sentence, the line of the expression and a caret under the place."""
        start = min(self.start, len(text))
        begin = text.rfind("\n", 0, start) + 1
        line = text[begin:].partition("\n")[0]
        caret = " " * (start - begin) + "^" * max(1, min(self.end - start, len(line) - (start - begin)))
        row = text.count("\n", 0, start) + 1
        return f"{self.message} (wiersz {row}, znak {start - begin + 1})\n  {line}\n  {caret}"


class Syntax:
    """A part of an expression as written. The parser makes one of every rule, of its children in order."""

    __slots__ = ("depth", "end", "of", "op", "start", "value")

    def __init__(self, op: str, children: Sequence["Syntax | Token"]) -> None:
        parts: list[Syntax] = [_leaf(child) if isinstance(child, Token) else child for child in children]
        self.op = op
        self.start: int = parts[0].start if parts else 0
        self.end: int = parts[-1].end if parts else 0
        self.value: str = parts.pop(0).value if op == "call" else ""
        self.of: tuple[Syntax, ...] = tuple(parts)
        self.depth: int = 1 + max([part.depth for part in parts]) if parts else 1

    @property
    def children(self) -> list["Syntax"]:
        """What the parser asks of its helper rules."""
        return list(self.of)


def _leaf(token: Token) -> Syntax:
    leaf = Syntax.__new__(Syntax)
    leaf.op = token.type
    leaf.of = ()
    leaf.value = token.value
    leaf.start = token.start_pos or 0
    leaf.end = leaf.start + len(token)
    leaf.depth = 1
    return leaf


_PARSER = Lark(
    GRAMMAR,
    parser="lalr",
    lexer="contextual",
    start=["expression", "loop"],
    maybe_placeholders=False,
    tree_class=Syntax,
)


def parse(text: str) -> Syntax:
    """Syntax of an expression."""
    return _parse(text, "expression")


def parse_loop(text: str) -> Syntax:
    """Syntax of one `foreach`."""
    return _parse(text, "loop")


@lru_cache(maxsize=4096)
def _parse(text: str, start: str) -> Syntax:
    if len(text) > MAX_LENGTH:
        raise ExpressionError(f"Wyrażenie jest za długie (najwięcej {MAX_LENGTH} znaków).")
    try:
        found: Any = _PARSER.parse(text, start=start)
    except UnexpectedInput as error:
        raise _refusal(error, text) from None
    if found.depth > MAX_DEPTH:
        raise ExpressionError("Wyrażenie jest zagnieżdżone za głęboko.", found.start, found.end)
    return found  # type: ignore[no-any-return]  # the parser was told to make Syntax


def _refusal(error: UnexpectedInput, text: str) -> ExpressionError:
    position = error.pos_in_stream if error.pos_in_stream is not None else len(text)
    if isinstance(error, UnexpectedCharacters):
        return ExpressionError(f"Nieoczekiwany znak „{text[position]}”.", position)
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        token = str(error.token)
        return ExpressionError(f"Nieoczekiwane „{token}”{_expected(error)}.", position, position + len(token))
    if isinstance(error, UnexpectedEOF | UnexpectedToken):
        return ExpressionError(f"Wyrażenie urywa się{_expected(error)}.", len(text.rstrip()))
    return ExpressionError("Niezrozumiałe wyrażenie.", position)


def _expected(error: UnexpectedInput) -> str:
    accepted: set[str] = set(getattr(error, "accepts", None) or getattr(error, "expected", None) or ())
    if accepted >= EXPRESSION_START:
        return "; oczekiwano liczby, pola albo funkcji"
    if not accepted or len(accepted) > 4:
        return ""
    return "; oczekiwano: " + ", ".join(sorted(f"„{_shown(name)}”" for name in accepted))


def _shown(terminal: str) -> str:
    """What a terminal of the grammar is called, or the sign it is."""
    return NAMES.get(terminal) or str(_PARSER.get_terminal(terminal).pattern.value)
