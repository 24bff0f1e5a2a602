# SPDX-License-Identifier: EUPL-1.2
"""Mutants of a module: each of its functions with one operator, constant or argument changed, as mutmut changes it."""

import ast
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one function."""

    module: str
    function: str
    number: int
    was: str
    now: str
    source: str  # of the changed function, in a class of its own where it is a method
    statement: range  # the lines whose tests may notice
    body: range

    @property
    def place(self) -> str:
        """`engine.answers.values.parse_cell`."""
        return f"{self.module}.{self.function}"

    @property
    def key(self) -> str:
        """The same as long as the function is the same."""
        return sha256(f"{self.place}\n{self.source}".encode()).hexdigest()[:20]


class Visitor(MutationVisitor):
    """mutmut's, which also remembers lines and does not pass over functions that are decorated."""

    def __init__(self) -> None:
        super().__init__(mutation_operators, IgnoredCode(set(), set(), set()))
        self.line = 1
        self.lines: list[int] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        position = self.get_metadata(PositionProvider, node, None)
        self.line = position.start.line if position else self.line
        made = super().on_visit(node)
        self.lines += [self.line] * (len(self.mutations) - len(self.lines))
        return made

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        decorated = isinstance(node, cst.FunctionDef) and node.decorators
        return not decorated and super()._skip_node_and_children(node)


def mutants(module: str, path: Path) -> Iterator[Mutant]:
    """All mutants of a module that are programs at all."""
    text = path.read_text(encoding="utf-8")
    visitor = Visitor()
    tree = MetadataWrapper(cst.parse_module(text)).visit(visitor)
    names = {function: (name, owner) for name, owner, function in functions(tree)}
    statements = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]
    numbers: dict[str, int] = {}
    for mutation, line in zip(visitor.mutations, visitor.lines, strict=True):
        outer = cast(Any, mutation.contained_by_top_level_function)
        if outer not in names:
            continue
        name, owner = names[outer]
        bare = outer.with_changes(decorators=[], leading_lines=[])
        changed = cast(cst.FunctionDef, deep_replace(bare, mutation.original_node, mutation.mutated_node))
        source = written(tree, changed, owner)
        numbers[name] = numbers.get(name, 0) + 1
        if compiles(source):
            was, now = difference(written(tree, bare, owner), source)
            body = max((one for one in statements if is_definition(one, line)), key=lambda one: -one.lineno)
            lines = range(body.lineno, (body.end_lineno or line) + 1)
            yield Mutant(module, name, numbers[name], was, now, source, statement(statements, line), lines)


def functions(tree: cst.Module) -> Iterator[tuple[str, str, cst.FunctionDef]]:
    """Functions and methods: their full name, their class, themselves."""
    for node in tree.body:
        if isinstance(node, cst.FunctionDef):
            yield node.name.value, "", node
        elif isinstance(node, cst.ClassDef):
            for inner in node.body.body:
                if isinstance(inner, cst.FunctionDef):
                    yield f"{node.name.value}.{inner.name.value}", node.name.value, inner


def is_definition(node: ast.stmt, line: int) -> bool:
    return isinstance(node, ast.FunctionDef) and node.lineno <= line <= (node.end_lineno or 0)


def statement(statements: list[ast.stmt], line: int) -> range:
    """The lines of the smallest statement around a line; of one with a body, those above it."""
    around = [one for one in statements if one.lineno <= line <= (one.end_lineno or one.lineno)]
    inner = max(around, key=lambda one: (one.lineno, -(one.end_lineno or 0)))
    body = getattr(inner, "body", None) or getattr(inner, "cases", None)
    if not body:
        return range(inner.lineno, (inner.end_lineno or inner.lineno) + 1)
    first = body[0].lineno if isinstance(body[0], ast.stmt) else inner.lineno + 1
    return range(inner.lineno, max(first, inner.lineno + 1)) if line < first else range(line, line + 1)


def written(tree: cst.Module, function: cst.FunctionDef, owner: str) -> str:
    """A function as a text that can be run; methods keep a class of their name around them."""
    text = tree.code_for_node(function)
    return f"class {owner}:\n" + re.sub(r"(?m)^(?=.)", "    ", text) if owner else text


def compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def difference(was: str, now: str) -> tuple[str, str]:
    """The lines that went and the lines that came."""
    lines = list(difflib.unified_diff(was.splitlines(), now.splitlines(), n=0))[2:]
    gone, came = ("\n".join(one[1:].strip() for one in lines if one.startswith(sign)) for sign in "-+")
    return gone, came
