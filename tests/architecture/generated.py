# SPDX-License-Identifier: EUPL-1.2
"""Documents printed from the code. Each has a generator here: a function that returns file names and their texts.

`python -m tests.architecture.generated` writes them; the check compares them with what is in the repository.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import cast

from tests.architecture.sources import ROOT, Finding

Generator = Callable[[], Mapping[str, str]]

# folder → "module:function"; the function takes nothing and returns {file name: text}
GENERATORS: dict[str, str] = {
    "docs/access": "ssoz.access.documents:documents",
    "docs/states": "tests.architecture.lives:documents",
    "docs/checks": "tests.spec.manual:documents",
    "docs/checks/forms": "ssoz.commands.forms.manual:documents",
    "tests/spec/approved": "tests.spec.approved:documents",
    "tests/spec/refused": "tests.spec.refused:documents",
    "tests/spec/syntax": "tests.spec.syntax:documents",
    "tests/spec/trees": "tests.spec.trees:documents",
    "tests/spec/drawn": "tests.spec.drawn:documents",
    "docs/schema": "engine.definitions.schema:documents",
}


def generate(folder: str) -> Mapping[str, str]:
    """Call the generator of the folder."""
    module, _, function = GENERATORS[folder].partition(":")
    return cast(Generator, getattr(import_module(module), function))()


def drift() -> Iterator[Finding]:
    """Return files that differ from what the code prints, and files nobody prints."""
    for folder in GENERATORS:
        printed = generate(folder)
        for name, text in printed.items():
            path = ROOT / folder / name
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                yield Finding(f"{folder}/{name}", "differs; run: python -m tests.architecture.generated")
        for path in sorted((ROOT / folder).glob("*")):
            if path.is_file() and path.name not in printed:
                yield Finding(f"{folder}/{path.name}", "nobody prints this file any more")


def write() -> None:
    """Write all generated documents."""
    for folder in GENERATORS:
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
        for name, text in generate(folder).items():
            Path(ROOT / folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    import django

    django.setup()
    sys.exit(write())
