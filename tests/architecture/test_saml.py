# SPDX-License-Identifier: EUPL-1.2
"""The SAML module stays small enough to be read whole by whoever has to trust it."""

import ast
from itertools import chain
from pathlib import Path

from tests.architecture.sources import ROOT

MOST = 600
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef
IMPORTS = ast.Import | ast.ImportFrom


def lines_of_code(path: Path) -> int:
    """Count the lines that do something: neither blank nor comment, docstring, import or list of exports."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    aside = [node.body[0] for node in ast.walk(tree) if isinstance(node, DOCUMENTED) and ast.get_docstring(node)]
    aside += [node for node in ast.walk(tree) if isinstance(node, IMPORTS)]
    aside += [node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]
    skipped = set(chain.from_iterable(range(node.lineno, (node.end_lineno or node.lineno) + 1) for node in aside))
    numbered = enumerate(source.splitlines(), 1)
    return sum(number not in skipped and bool(line.split("#")[0].strip()) for number, line in numbered)


def test_the_saml_module_is_read_in_an_hour() -> None:
    assert 0 < sum(map(lines_of_code, (ROOT / "src/shared/saml").glob("*.py"))) < MOST
