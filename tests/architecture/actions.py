# SPDX-License-Identifier: EUPL-1.2
"""Which actions the code records: read from the sources, wherever a parameter or field is called `action`."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.sources import modules, text

NAME = "action"
OTHERS = {"add_argument", "filter", "exclude", "get", "Q"}  # what they call an action is read, not recorded
Function = ast.FunctionDef | ast.AsyncFunctionDef


def recorded(paths: Iterable[Path]) -> dict[str, str]:
    """Return every action with a module that records it."""
    trees = {path: ast.parse(text(path)) for path in paths}
    places = {name: place for tree in trees.values() for name, place in _places(tree)}
    return {action: str(path) for path, tree in trees.items() for action in _actions(tree, places)}


def site() -> list[Path]:
    """The modules that record: those of the statistics system."""
    return [path for path in modules("src") if path.parts[:2] == ("src", "ssoz")]


def _places(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Functions and data classes that take an action without naming it, and at which place."""
    for node in ast.walk(tree):
        if isinstance(node, Function):
            names = [argument.arg for argument in node.args.args if argument.arg not in {"self", "cls"}]
        elif isinstance(node, ast.ClassDef):
            names = [part.target.id for part in node.body if _is_field(part)]  # type: ignore[attr-defined]  # a field
        else:
            continue
        if NAME in names:
            yield node.name, names.index(NAME)


def _is_field(part: ast.stmt) -> bool:
    return isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)


def _actions(tree: ast.Module, places: dict[str, int]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield from _words(_default(node))
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in OTHERS:
                continue
            yield from (word for keyword in node.keywords if keyword.arg == NAME for word in _words(keyword.value))
            if name in places and places[name] < len(node.args):
                yield from _words(node.args[places[name]])


def _default(node: Function) -> ast.expr | None:
    """What the function does when no action is said."""
    usual = dict(zip(reversed(node.args.args), reversed(node.args.defaults), strict=False))
    usual |= dict(zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True))  # type: ignore[arg-type]  # None: no default
    return next((value for argument, value in usual.items() if argument.arg == NAME), None)


def _words(value: ast.expr | None) -> Iterator[str]:
    """The constants an expression can be: itself, or both arms of a condition."""
    if isinstance(value, ast.IfExp):
        yield from _words(value.body)
        yield from _words(value.orelse)
    elif isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield value.value
