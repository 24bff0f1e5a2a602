# SPDX-License-Identifier: EUPL-1.2
"""From the text of an expression to its syntax, with the position of every part."""

from dataclasses import dataclass
from functools import lru_cache

from lark import Lark, ParseTree, Token
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
    | "(" expression ")"                        -> parenthesis
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
TOO_DEEP = "Wyrażenie jest zagnieżdżone za głęboko."
MAX_LENGTH = 10_000
NAMES = {
    "NAME": "nazwa",
    "NUMBER": "liczba",
    "STRING": "tekst w cudzysłowie",
    "DATE": "data",
    "CMP": "porównanie",
    "LSQB": "[",
    "RSQB": "]",
    "LPAR": "(",
    "RPAR": ")",
    "COMMA": ",",
    "DOT": ".",
    "STAR": "*",
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


@dataclass(frozen=True, slots=True)
class Syntax:
    """A part of an expression as written."""

    op: str
    of: tuple["Syntax", ...] = ()
    value: str = ""
    start: int = 0
    end: int = 0
    depth: int = 1


def _built(part: ParseTree | Token) -> Syntax:
    """Every rule of the grammar becomes a Syntax of the rule's name; terminals become leaves."""
    if isinstance(part, Token):
        start = part.start_pos or 0
        return Syntax(part.type, (), str(part), start, start + len(part))
    if part.data == "parenthesis":
        return _built(part.children[0])
    children = [_built(child) for child in part.children if child is not None]
    name = ""
    if part.data == "call":
        name, children = children[0].value, children[1:]
    depth = 1 + max((child.depth for child in children), default=0)
    return Syntax(str(part.data), tuple(children), name, part.meta.start_pos, part.meta.end_pos, depth)


_PARSER = Lark(
    GRAMMAR,
    parser="lalr",
    lexer="contextual",
    start=["expression", "loop"],
    propagate_positions=True,
    maybe_placeholders=False,
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
        found = _built(_PARSER.parse(text, start=start))
    except UnexpectedInput as error:
        raise _refusal(error, text) from None
    except RecursionError:
        raise ExpressionError(TOO_DEEP) from None
    if found.depth > MAX_DEPTH:
        raise ExpressionError(TOO_DEEP, found.start, found.end)
    return found


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
    return "; oczekiwano: " + ", ".join(sorted(f"„{NAMES.get(name, name.lower())}”" for name in accepted))
