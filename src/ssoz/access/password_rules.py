# SPDX-License-Identifier: EUPL-1.2
"""What a password of our own must be, in words: long enough, and hard to guess (zxcvbn), not of this or that sort."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from zxcvbn import zxcvbn

SHORTEST, LONGEST = 12, 100
REMAINDER = 8  # characters that are left when what is known of the person is taken out
STRONG = 3  # of 4: needs more than 10^8 guesses
REASONS = {
    "dictionary": gettext_noop("zawiera popularne słowo, hasło albo Twoje dane"),
    "spatial": gettext_noop("zawiera ciąg sąsiednich klawiszy"),
    "repeat": gettext_noop("zawiera powtórzenia"),
    "sequence": gettext_noop("zawiera kolejne litery albo cyfry"),
    "regex": gettext_noop("zawiera rok"),
    "date": gettext_noop("zawiera datę"),
}
OWN = ["ssoz", "statystyka", "zdrowie", "ministerstwo", "szpital", "przychodnia", "sprawozdanie", "haslo", "hasło"]


def problem(password: str, own: Iterable[str] = ()) -> str:
    """Say what is wrong with a password for a person of whom we know this much; nothing, if nothing is."""
    if len(password) < SHORTEST:
        return _("Hasło musi mieć co najmniej {count} znaków.").format(count=SHORTEST)
    if len(password) > LONGEST:
        return _("Hasło może mieć najwyżej {count} znaków.").format(count=LONGEST)
    words = [*_words(own), *OWN]
    verdict = zxcvbn(password, user_inputs=words, max_length=LONGEST)
    borrowed = len(_without(password, words)) < REMAINDER
    if verdict["score"] >= STRONG and not borrowed:
        return ""
    kinds = dict.fromkeys(["dictionary"] if borrowed else [part["pattern"] for part in verdict["sequence"]])
    reasons = [_(REASONS[kind]) for kind in kinds if kind in REASONS]
    sentence = _("Hasło jest zbyt łatwe do odgadnięcia{why}. Ułóż je na przykład z czterech niezwiązanych słów.")
    return sentence.format(why=": " + ", ".join(reasons) if reasons else "")


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (word for word in text.replace("@", " ").replace(".", " ").split() if len(word) > 2)


def _without(password: str, words: Iterable[str]) -> str:
    rest = password.casefold()
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word.casefold(), "")
    return rest
