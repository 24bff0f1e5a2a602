# SPDX-License-Identifier: EUPL-1.2
"""Every permission there is: its code, its name and what it lets a person do.

Roles (`roles.py`) are sets of these. Whether the state of an object allows the deed is no permission but a policy.
"""

from enum import Enum

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

Text = str | StrPromise


class Permission(Enum):
    """May do one thing. The member's name is the code."""

    def __init__(self, label: Text, description: Text) -> None:
        self.label = label
        self.description = description

    # Reports: who merely finds them does not see what is inside
    REPORT_FIND = (
        _("Wyszukiwanie sprawozdań"),
        _("Wyszukuje sprawozdania wszystkich rodzajów i widzi ich status, bez podglądu treści."),
    )
    REPORT_READ_NONFINANCIAL = (
        _("Podgląd sprawozdań niefinansowych"),
        _("Wyszukuje i czyta sprawozdania o pracujących i z działalności."),
    )
    REPORT_READ_FINANCIAL = (
        _("Podgląd sprawozdań finansowych"),
        _("Wyszukuje i czyta sprawozdania finansowe."),
    )
    REPORT_READ_CARD = (
        _("Podgląd kart psychiatrycznych"),
        _("Wyszukuje i czyta karty MZ/Szp-11B."),
    )
    REPORT_FILL_NONFINANCIAL = (
        _("Wypełnianie sprawozdań niefinansowych"),
        _("Wypełnia, weryfikuje, wysyła i poprawia sprawozdania niefinansowe własnej jednostki."),
    )
    REPORT_FILL_FINANCIAL = (
        _("Wypełnianie sprawozdań finansowych"),
        _("Wypełnia, weryfikuje, wysyła i poprawia sprawozdania finansowe własnej jednostki."),
    )
    REPORT_FILL_CARD = (
        _("Wypełnianie kart psychiatrycznych"),
        _("Wypełnia i wysyła karty MZ/Szp-11B własnej jednostki."),
    )
    REPORT_FILL_ON_BEHALF_NONFINANCIAL = (
        _("Wypełnianie sprawozdań niefinansowych w imieniu sprawozdawcy"),
        _("Wypełnia i wysyła sprawozdania niefinansowe jednostek, które nadzoruje; widać, kto wypełnił."),
    )
    REPORT_FILL_ON_BEHALF_FINANCIAL = (
        _("Wypełnianie sprawozdań finansowych w imieniu sprawozdawcy"),
        _("Wypełnia i wysyła sprawozdania finansowe jednostek, które nadzoruje; widać, kto wypełnił."),
    )
    REPORT_FILL_ON_BEHALF_CARD = (
        _("Wypełnianie kart psychiatrycznych w imieniu sprawozdawcy"),
        _("Wypełnia i wysyła karty MZ/Szp-11B jednostek, które nadzoruje; widać, kto wypełnił."),
    )
    REPORT_VERIFY_NONFINANCIAL = (
        _("Weryfikacja sprawozdań niefinansowych"),
        _("Zwraca sprawozdania niefinansowe do korekty z podaniem powodu albo je zatwierdza."),
    )
    REPORT_VERIFY_FINANCIAL = (
        _("Weryfikacja sprawozdań finansowych"),
        _("Zwraca sprawozdania finansowe do korekty z podaniem powodu albo je zatwierdza."),
    )
    REPORT_VERIFY_CARD = (
        _("Weryfikacja kart psychiatrycznych"),
        _("Zwraca karty MZ/Szp-11B do korekty z podaniem powodu albo je zatwierdza."),
    )
    REPORT_REOPEN = (
        _("Ponowne otwarcie sprawozdania"),
        _("Otwiera zatwierdzone sprawozdanie z podaniem powodu."),
    )

    # Management
    ROUND_MANAGE = (
        _("Prowadzenie okresów sprawozdawczych"),
        _("Otwiera i zamyka okresy sprawozdawcze, ustala terminy, przypisuje sprawozdania jednostkom."),
    )
    USER_FIND = (_("Wyszukiwanie użytkowników"), _("Wyszukuje użytkowników i widzi ich profile, bez edycji."))
    USER_BLOCK = (_("Blokowanie użytkowników"), _("Blokuje i odblokowuje profile użytkowników, podając powód."))
    USER_MANAGE = (
        _("Zarządzanie użytkownikami"),
        _("Rozpatruje wnioski o role, odbiera role, blokuje i odblokowuje profile."),
    )
    UNIT_FIND = (_("Wyszukiwanie jednostek"), _("Wyszukuje jednostki i widzi ich dane, bez edycji."))
    UNIT_MANAGE = (_("Zarządzanie jednostkami"), _("Dodaje jednostki spoza rejestru i poprawia ich dane."))
    DICTIONARY_MANAGE = (_("Zarządzanie słownikami"), _("Wprowadza nowe wersje słowników i formularzy."))
    ANNOUNCEMENT_MANAGE = (_("Zarządzanie komunikatami"), _("Publikuje i wycofuje komunikaty."))
    MESSAGE_VIEW = (
        _("Wgląd w niewysłane wiadomości"),
        _("Widzi wiadomości e-mail, które jeszcze nie wyszły, i wysyła je ponownie."),
    )
    AUDIT_VIEW = (_("Wgląd w dziennik zdarzeń"), _("Czyta dziennik zdarzeń; nikt nie może go zmienić."))

    # Statistics
    SUMMARY_MAKE = (_("Tworzenie raportów"), _("Tworzy zestawienia ze sprawozdań i pobiera je."))
    STATISTICS_VIEW = (_("Wgląd w tablice wynikowe"), _("Ogląda i pobiera tablice wynikowe i mapy."))

    @property
    def code(self) -> str:
        return self.name

    @property
    def is_about_reports(self) -> bool:
        return self.name.startswith("REPORT_")

    @property
    def is_about_users(self) -> bool:
        """An office keeps the people of units that report to it and its own: not those of the centre next door."""
        return self.name.startswith("USER_")

    @property
    def is_for_own_unit(self) -> bool:
        """Filling in as oneself reaches the own unit only, whatever the role; for others there is „w imieniu”."""
        return self.is_about_reports and "_FILL_" in self.name and "_ON_BEHALF_" not in self.name

    @property
    def filling(self) -> "Permission | None":
        """Of reading a kind of report: filling it in. Whoever fills in for their own unit reads there, too."""
        return Permission[self.name.replace("_READ_", "_FILL_")] if "_READ_" in self.name else None


def for_kind(prefix: str, kind: str) -> Permission:
    """`for_kind("REPORT_READ", "financial")` → `Permission.REPORT_READ_FINANCIAL`."""
    return Permission[f"{prefix}_{kind.upper()}"]


def list_permissions(kind: str) -> tuple[Permission, ...]:
    """Any of these opens the lists of reports of a kind."""
    return (Permission.REPORT_FIND, for_kind("REPORT_READ", kind))
