# SPDX-License-Identifier: EUPL-1.2
"""Why a file is refused and what its signatures are worth, in words: what it is, and what to do."""

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from ssoz.attachments.scanning.dangers import Danger
from ssoz.attachments.signatures.reports import PaperMatch, Result

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


RESULTS: dict[Result, StrPromise] = {
    Result.VALID: _("Podpis jest ważny."),
    Result.ALTERED: _("Dokument został zmieniony po podpisaniu."),
    Result.APPENDED: _("Po podpisaniu dopisano do pliku dane, których ten podpis nie obejmuje."),
    Result.UNKNOWN_ISSUER: _("Wystawcy certyfikatu nie ma na liście zaufania."),
    Result.EXPIRED: _("Certyfikat stracił ważność, a nie ma znacznika czasu sprzed tego dnia."),
    Result.NOT_YET_VALID: _("Certyfikat nie jest jeszcze ważny."),
    Result.REVOKED: _("Certyfikat został unieważniony."),
    Result.WRONG_USAGE: _("Certyfikat nie służy do podpisywania dokumentów."),
    Result.WEAK: _("Podpis używa skrótu, który nie jest już bezpieczny."),
    Result.BROKEN: _("Podpis jest uszkodzony i nie można go sprawdzić."),
}
PAPERS: dict[PaperMatch, StrPromise] = {
    PaperMatch.SAME: _("Podpisano wniosek wygenerowany w systemie."),
    PaperMatch.OTHER: _("Podpisano inny plik niż wniosek wygenerowany w systemie."),
    PaperMatch.UNKNOWN: _("Nie ma wygenerowanego wniosku, z którym można by porównać plik."),
}
WHOSE: dict[str, StrPromise] = {
    "pesel": _("Numer PESEL w certyfikacie jest numerem wnioskującego."),
    "name": _("Imię i nazwisko w certyfikacie są takie jak wnioskującego."),
    "similar": _("Imię i nazwisko w certyfikacie różnią się od danych wnioskującego tylko znakami diakrytycznymi."),
    "other": _("To podpis innej osoby niż wnioskujący."),
}
