# SPDX-License-Identifier: EUPL-1.2
"""Collects the interface's texts for translation: `python -m shared.translation` brings the `.po` files up to date.

Babel reads the Python sources, templates are read here, because Django's own reader stumbles over `_("błąd|błędy")`;
gettext's tools are not needed.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parents[1]
LANGUAGE = "en"
CATALOGUES = {
    "shared": "shared/design/locale",
    "sandbox": "sandbox/locale",
    "ssoz": "ssoz/locale",
    "ueoz": "ueoz/locale",
}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
QUOTED = r"""(?:"([^"]*)"|'([^']*)')"""
TRANSLATE = re.compile(r"{%\s*trans(?:late)?\s+" + QUOTED)
CONSTANT = re.compile(r"\b_\(" + QUOTED + r"\)")
BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b([^%]*)%}(.*?)(?:{%\s*plural\s*%}(.*?))?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL
)
VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
LICENCE = ": ".join(("SPDX-License-Identifier", "EUPL-1.2"))
PLACEHOLDER = re.compile(r"%(?:\([a-z_]+\))?[sd]|\{[a-z_]+\}")
HEADER = f"""\
# {LICENCE}
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
Message = str | tuple[str, ...]


def messages(package: str, root: Path = SOURCE) -> Iterator[tuple[str, Message, str | None]]:
    """Every text below `root/package`: the file it stands in, the text (with plural: both), its context."""
    for path in sorted((root / package).rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts or "locale" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        said = _in_python(text) if path.suffix == ".py" else ((message, None) for message in in_template(text))
        for message, context in said:
            yield path.relative_to(root).as_posix(), message, context


def _in_python(text: str) -> Iterator[tuple[Message, str | None]]:
    stream = io.BytesIO(text.encode())
    for _line, message, _comments, context in extract("python", stream, KEYWORDS, options={"encoding": "utf-8"}):
        yield message, context


def in_template(text: str) -> Iterator[Message]:
    """What a template says: `translate`, `blocktranslate` with its plural, `_("…")` inside any tag."""
    for options, singular, plural in BLOCK.findall(text):
        trimmed = "trimmed" in options.split()
        one, many = _block(singular, trimmed), _block(plural, trimmed)
        yield (one, many) if plural else one
    for tag in TAG.findall(text):
        for found in (TRANSLATE.match(tag), *CONSTANT.finditer(tag)):
            if found:
                yield next(filter(None, found.groups()), "")


def _block(text: str, trimmed: bool) -> str:
    if trimmed:
        text = " ".join(line.strip() for line in text.strip().splitlines())
    return VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))


def collected(package: str, root: Path = SOURCE) -> Catalog:
    """What a package says, still without translations."""
    template = Catalog(fuzzy=False)
    for place, message, context in messages(package, root):
        template.add(message, locations=[(place, 0)], context=context)
    return template


def catalogue_path(package: str, root: Path = SOURCE) -> Path:
    return root / CATALOGUES[package] / LANGUAGE / "LC_MESSAGES" / "django.po"


def translated(package: str, root: Path = SOURCE) -> Catalog:
    """The package's English catalogue as it is kept."""
    path = catalogue_path(package, root)
    if not path.exists():
        return Catalog(locale=LANGUAGE, fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=LANGUAGE)


def problems(package: str, root: Path = SOURCE) -> Iterator[str]:
    """What is missing, left over, or names other placeholders than the Polish text."""
    kept, said = translated(package, root), collected(package, root)
    for message in said:
        if not message.id:
            continue
        found = kept.get(message.id, message.context)
        if found is None or not all(_each(found.string)) or found.fuzzy:
            yield f"{package}: „{_each(message.id)[0]}” is not translated"
        elif any(_named(text) != _named(_each(message.id)[-1]) for text in _each(found.string)):
            yield f"{package}: „{_each(message.id)[0]}” has other placeholders in English"
    for message in kept:
        if message.id and said.get(message.id, message.context) is None:
            yield f"{package}: „{_each(message.id)[0]}” is not said any more"


def update(package: str, root: Path = SOURCE) -> None:
    """Add new texts to the catalogue, drop those that are gone; translations stay."""
    kept, said = translated(package, root), collected(package, root)
    fresh = Catalog(locale=LANGUAGE, fuzzy=False)
    for message in said:
        if message.id:
            found = kept.get(message.id, message.context)
            fresh.add(message.id, found.string if found else None, message.locations, context=message.context)
    path = catalogue_path(package, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        stream.write(HEADER.encode())
        write_po(stream, fresh, width=0, omit_header=True, include_lineno=False, sort_output=True)


def _each(text: str | Sequence[str] | None) -> tuple[str, ...]:
    return (text or "",) if isinstance(text, str | None) else tuple(text)


def _named(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def main() -> int:
    """Update all catalogues and say what still waits for a translator."""
    for package in CATALOGUES:
        update(package)
    waiting = [line for package in CATALOGUES for line in problems(package)]
    sys.stdout.writelines(f"{line}\n" for line in waiting)
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
