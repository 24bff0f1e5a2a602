# SPDX-License-Identifier: EUPL-1.2
"""Mutants of a module: each of its functions with one operator, constant or argument changed, as mutmut changes it."""

import ast
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, WhitespaceInclusivePositionProvider
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change to one function."""

    module: str
    function: str  # of a method with its class: `Sheet.added`
    original: str
    source: str  # a method stands in a class of its own
    statement: range  # the lines whose tests may notice
    body: range

    @property
    def place(self) -> str:
        """`engine.answers.sheets.Sheet.added`."""
        return f"{self.module}.{self.function}"

    @property
    def key(self) -> str:
        """The same as long as the function is the same."""
        return sha256(f"{self.place}\n{self.source}".encode()).hexdigest()[:20]

    @property
    def difference(self) -> tuple[str, str]:
        """The lines that went and the lines that came."""
        was, now = ([line.strip() for line in text.splitlines()] for text in (self.original, self.source))
        lines = list(difflib.unified_diff(was, now, n=0))[2:]
        gone, came = ("\n".join(one[1:] for one in lines if one.startswith(sign)) for sign in "-+")
        return gone, came


class Visitor(MutationVisitor):
    """mutmut's, which also remembers the places and does not pass over functions that are decorated."""

    METADATA_DEPENDENCIES = (  # type: ignore[assignment]  # one more than mutmut has
        *MutationVisitor.METADATA_DEPENDENCIES,
        WhitespaceInclusivePositionProvider,
    )

    def __init__(self) -> None:
        super().__init__(mutation_operators, IgnoredCode(set(), set(), set()))
        self.places: list[CodeRange] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        deeper = super().on_visit(node)
        if new := len(self.mutations) - len(self.places):
            self.places += [self.get_metadata(WhitespaceInclusivePositionProvider, node)] * new
        return deeper

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        decorated = isinstance(node, cst.FunctionDef) and node.decorators
        return not decorated and super()._skip_node_and_children(node)


def mutants(module: str, path: Path) -> Iterator[Mutant]:
    """All mutants of a module that are programs at all."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    visitor = Visitor()
    tree = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True).visit(visitor)
    known = list(functions(ast.parse(text)))
    for mutation, place in zip(visitor.mutations, visitor.places, strict=True):
        start, end = place.start, place.end
        found = next((one for one in known if one[2].lineno <= start.line <= (one[2].end_lineno or 0)), None)
        if found is None:
            continue
        name, owner, function = found
        body = range(function.lineno, (function.end_lineno or function.lineno) + 1)
        head = f"class {owner}:\n" if owner else ""
        before = "".join(lines[body.start - 1 : start.line - 1]) + lines[start.line - 1][: start.column]
        after = lines[end.line - 1][end.column :] + "".join(lines[end.line : body.stop - 1])
        original = head + "".join(lines[body.start - 1 : body.stop - 1])
        same, source = (
            head + before + tree.code_for_node(node) + after for node in (mutation.original_node, mutation.mutated_node)
        )
        if same.split() != original.split():
            raise ValueError(f"{path}:{start.line}: a change that is not where it should be")
        if compiles(source):
            yield Mutant(module, name, original, source, statement(function, start.line), body)


def functions(tree: ast.Module) -> Iterator[tuple[str, str, ast.FunctionDef]]:
    """Functions and methods: their full name, their class, themselves."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, "", node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}", node.name, inner


def statement(function: ast.FunctionDef, line: int) -> range:
    """The lines of the smallest statement around a line; of one with a body, those above it."""
    statements = (node for node in ast.walk(function) if isinstance(node, ast.stmt))
    around = [one for one in statements if one.lineno <= line <= (one.end_lineno or one.lineno)]
    inner = max(around, key=lambda one: (one.lineno, -(one.end_lineno or 0)))
    body: Sequence[ast.AST] | None = getattr(inner, "body", None) or getattr(inner, "cases", None)
    if not body:
        return range(inner.lineno, (inner.end_lineno or inner.lineno) + 1)
    first = body[0].lineno if isinstance(body[0], ast.stmt) else inner.lineno + 1
    return range(inner.lineno, max(first, inner.lineno + 1)) if line < first else range(line, line + 1)


def compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True
