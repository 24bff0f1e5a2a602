# SPDX-License-Identifier: EUPL-1.2
"""Rules no tool holds for us: size, licence lines, lock files, names."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

from tests.architecture.sources import Finding, files, modules, text

MODULE_CAP = 400
MODULE_MEDIAN = 70
FUNCTION_MEDIAN = 8
# REUSE-IgnoreStart
LICENCE = "SPDX-License-Identifier: EUPL-1.2"
# REUSE-IgnoreEnd
LICENSED = {".py", ".js", ".mjs", ".css", ".sh"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "managers", "misc"}
SILENCED = re.compile(r"#\s*(?:noqa(?:: [A-Z0-9]+(?:, ?[A-Z0-9]+)*)?|type: ignore(?:\[[a-z, -]+\])?)")
HOSTS = re.compile(r'"resolved"|--(extra-)?index-url|--find-links|@ (https?|file):')


def long_modules(paths: Iterable[Path]) -> Iterator[Finding]:
    """No module is longer than anybody reads at once."""
    for path in paths:
        lines = text(path).count("\n")
        if lines > MODULE_CAP:
            yield Finding(str(path), f"{lines} lines, at most {MODULE_CAP}")


def heavy_medians(paths: Iterable[Path]) -> Iterator[Finding]:
    """The usual module and the usual function are small."""
    sources = [text(path) for path in paths]
    module = median([source.count("\n") for source in sources if source.count("\n") > 3] or [0])
    function = median([size for source in sources for size in function_sizes(source)] or [0])
    if module > MODULE_MEDIAN:
        yield Finding("src", f"median module has {module} lines, at most {MODULE_MEDIAN}")
    if function > FUNCTION_MEDIAN:
        yield Finding("src", f"median function has {function} lines, at most {FUNCTION_MEDIAN}")


def function_sizes(source: str) -> Iterator[int]:
    """Return the number of lines of each function's body, its docstring aside."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
            yield (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def unlicensed(paths: Iterable[Path]) -> Iterator[Finding]:
    """Every file of code says under which licence it may be used."""
    for path in paths:
        if path.suffix in LICENSED and text(path).strip() and LICENCE not in "".join(text(path).splitlines()[:3]):
            yield Finding(str(path), f"the first line must be {LICENCE}")


def named_registries(paths: Iterable[Path]) -> Iterator[Finding]:
    """No lock file says where from: a mirror or a registry of one's own must do as well."""
    for path in paths:
        if path.name == "package-lock.json" or (path.parent.name == "requirements" and path.suffix == ".txt"):
            for number, line in enumerate(text(path).splitlines(), 1):
                if HOSTS.search(line):
                    yield Finding(f"{path}:{number}", "names a registry")


def empty_names(paths: Iterable[Path]) -> Iterator[Finding]:
    """A file's name says what is in it."""
    for path in paths:
        if path.stem in FORBIDDEN_NAMES:
            yield Finding(str(path), "a name that says nothing")


def bare_excuses(paths: Iterable[Path]) -> Iterator[Finding]:
    """Whoever silences a tool says why."""
    for path in paths:
        for number, line in enumerate(text(path).splitlines(), 1):
            _, *rest = SILENCED.split(line)
            if rest and not re.search(r"\w", "".join(rest)):
                yield Finding(f"{path}:{number}", "an exception without a reason")


def all_findings() -> list[Finding]:
    """Return everything that breaks a rule."""
    code = list(modules("src"))
    everything = list(modules("src", "tests", "bench"))
    return [
        *long_modules(everything),
        *heavy_medians(code),
        *unlicensed(files()),
        *named_registries(files()),
        *empty_names(files()),
        *bare_excuses(everything),
    ]


def sizes() -> tuple[int, int]:
    """Return lines of code and lines of tests."""
    return tuple(sum(text(path).count("\n") for path in modules(top)) for top in ("src", "tests"))  # type: ignore[return-value]  # two tops
