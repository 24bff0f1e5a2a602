# SPDX-License-Identifier: EUPL-1.2
"""A form that extends another, written as one file."""

from typing import Any

import yaml

from engine.definitions.extending import Read, gather


def standalone(text: str, *, path: str = "", read: Read | None = None) -> str:
    """The same form as one file that extends nothing; a text that is so already stays as it is."""
    source = gather(text, path, read)
    if not source.parts:
        return text
    told = f"# Złożone z plików: {', '.join(part.path for part in source.parts)}\n"
    return told + yaml.dump(source.data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]  # the fast one where built
    def ignore_aliases(self, data: Any) -> bool:
        return True
