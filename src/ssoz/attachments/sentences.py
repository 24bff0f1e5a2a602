# SPDX-License-Identifier: EUPL-1.2
"""Why a file is refused, in words for the person who sent it: what it is, and what to do."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from ssoz.attachments.scanning.dangers import Danger

REASONS: dict[Danger, StrPromise] = {
    Danger.MALWARE: _("Plik zawiera złośliwe oprogramowanie. Sprawdź swój komputer programem antywirusowym."),
    Danger.MISMATCH: _("Treść pliku nie odpowiada jego rodzajowi. Dozwolone są tylko pliki pdf i jpg."),
    Danger.POLYGLOT: _("W pliku ukryto plik innego rodzaju. Zapisz dokument jeszcze raz jako pdf albo jpg."),
    Danger.APPENDED: _(
        "Po końcu dokumentu albo zdjęcia dopisano inne dane. Zapisz go jeszcze raz jako zwykły plik pdf albo jpg."
    ),
    Danger.DAMAGED: _("Plik jest uszkodzony albo niepełny. Zapisz go jeszcze raz i załącz ponownie."),
    Danger.ENCRYPTED: _("Plik jest zaszyfrowany albo chroniony hasłem. Załącz plik bez hasła."),
    Danger.SCRIPT: _("Plik pdf zawiera skrypt. Wydrukuj dokument do nowego pliku pdf i załącz go ponownie."),
    Danger.ACTION: _(
        "Plik pdf wykonuje czynności przy otwarciu albo kliknięciu. Wydrukuj dokument do nowego pliku pdf i załącz go."
    ),
    Danger.EMBEDDED: _("Plik pdf zawiera inne pliki. Załącz każdy dokument osobno."),
    Danger.FORM: _("Plik pdf zawiera formularz XFA. Wydrukuj dokument do nowego pliku pdf i załącz go."),
    Danger.MEDIA: _("Plik pdf zawiera film, dźwięk albo model. Załącz dokument bez nich."),
    Danger.BOMB: _(
        "Plik po rozpakowaniu jest zbyt duży, aby bezpiecznie go sprawdzić. Zapisz go w mniejszej rozdzielczości."
    ),
}


def reason(danger: str) -> StrPromise:
    """The sentence, in whatever language it is read."""
    return REASONS[Danger(danger)]
