# SPDX-License-Identifier: EUPL-1.2
"""Compiles the English catalogues (`locale/en/LC_MESSAGES/*.po`) where they are newer than their `.mo`.

Babel does it without gettext's tools, which a new machine lacks.
"""

from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1]


def compile_all(root: Path = SOURCE) -> int:
    """Compile what is out of date below `root`; returns how many files were written."""
    written = 0
    for source in root.rglob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        with source.open("rb") as stream:
            catalogue = read_po(stream)
        with target.open("wb") as stream:
            write_mo(stream, catalogue)
        written += 1
    return written


if __name__ == "__main__":
    compile_all()
