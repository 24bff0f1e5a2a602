# SPDX-License-Identifier: EUPL-1.2
"""`ui_locales`: the language in which a system has been talking with somebody, in which we go on.

Who has pressed the switch here keeps what they chose: else it would do nothing on the very page that a system leads to.
Where nobody has, what the system says takes the place of a choice, in its cookie and with a mark: so the whole way
speaks it, and it gives way to the switch as to what the next system says.
"""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

LOCALES = "ui_locales"
MARK = "-x-system"  # a private part of a tag (BCP 47): the language before it is read, and no switch has it


def speak(request: HttpRequest) -> None:
    """Answer in the language of the system that the person comes from."""
    language = _carried(request)
    if language:
        translation.activate(language)


def go_on(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the pages that follow speak as this one does."""
    language = _carried(request)
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language + MARK,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path=settings.LANGUAGE_COOKIE_PATH,
            domain=settings.LANGUAGE_COOKIE_DOMAIN,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
        )
    return response


def narrowed(parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters for another address of ours: of the list only what we go by, a word at most."""
    language = _wanted(parameters)
    others = {name: value for name, value in parameters.items() if name != LOCALES}
    return {**others, LOCALES: language} if language else others


def _carried(request: HttpRequest) -> str:
    has_chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in dict(settings.LANGUAGES)
    return "" if has_chosen else _wanted(request.GET.dict())


def _wanted(parameters: Mapping[str, str]) -> str:
    """The first language of the list that is ours, whatever region it names; all else is passed over, never refused."""
    ours = dict(settings.LANGUAGES)
    languages = (tag.partition("-")[0] for tag in parameters.get(LOCALES, "").lower().split())
    return next((language for language in languages if language in ours), "")
