# SPDX-License-Identifier: EUPL-1.2
"""Small words of the page: texts of a form in the reader's language, ids of elements, notes."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from markdown_it import MarkdownIt

from engine.definitions import Text

_MARKDOWN = MarkdownIt("js-default", {"html": False, "linkify": False})


def words(text: Text) -> str:
    """English where the page is English and the form has it."""
    return text.en if text.en and get_language() == "en" else text.pl


def anchor(address: str) -> str:
    """The element's id on the page: `d2.w01.k3` is `d2-w01-k3`."""
    return address.replace(".", "-")


@lru_cache(maxsize=512)
def note_html(text: str) -> SafeString:
    """Explanations are Markdown in the definition. HTML in them is shown as text, never run."""
    return mark_safe(_MARKDOWN.render(text)) if text else mark_safe("")  # noqa: S308  HTML is off in the renderer
