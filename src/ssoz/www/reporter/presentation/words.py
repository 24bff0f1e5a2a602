# SPDX-License-Identifier: EUPL-1.2
"""Small words of the page: texts of a form in the reader's language, ids of elements, notes."""

from datetime import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

from engine.answers import Sheet
from engine.checks.labels import Labels
from engine.checks.phrases import PHRASES, Language
from engine.definitions import FormDefinition, Section, Text
from shared import clock

_MARKDOWN = MarkdownIt("js-default", {"html": False, "linkify": False})


def language() -> Language:
    """The language of the page; whoever verifies says what it finds in it."""
    return "en" if get_language() == "en" else "pl"


def words(text: Text) -> str:
    """English where the page is English and the form has it."""
    return text.en if text.en and language() == "en" else text.pl


def place_name(definition: FormDefinition, sheet: Sheet, address: str) -> str:
    """„Dział 2, wiersz 03, kolumna 2”, „Dział 2”; the address of what the form does not have."""
    labels = Labels(definition, PHRASES[language()])
    try:
        return labels.place(sheet, address) if "." in address else labels.section(definition.by_code[address])
    except (KeyError, ValueError):
        return address


def anchor(address: str) -> str:
    """The element's id on the page: `d2.w01.k3` is `d2-w01-k3`."""
    return address.replace(".", "-")


def hour(moment: datetime) -> str:
    """„12:04”, and the day where it was not today."""
    local = timezone.localtime(moment)
    return date_format(local, "H:i" if local.date() == clock.today() else "j.m.Y H:i")


def too_few(definition: FormDefinition, section: Section) -> str:
    """What is said of a section with fewer added rows than there have to be; empty where none have to."""
    dynamic = section.table.dynamic
    if dynamic is None or not dynamic.min:
        return ""
    labels = Labels(definition, PHRASES[language()])
    return labels.phrases.too_few.format(labels.section(section), dynamic.min)


@lru_cache(maxsize=512)
def note_html(text: str) -> SafeString:
    """Explanations are Markdown in the definition. HTML in them is shown as text, never run."""
    return mark_safe(_MARKDOWN.render(text)) if text else mark_safe("")  # noqa: S308  HTML is off in the renderer
