# SPDX-License-Identifier: EUPL-1.2
"""Every action of the system as people read it: one sentence each, in the language of the page.

`{who}` is the person, `{object}` what it was done to; other names are keys of the event's `data`. The present tense
fits men and women alike. tests/architecture/test_sentences.py finds every action that is recorded and demands its
sentence here.
"""

from collections.abc import Mapping
from string import Formatter

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

UNKNOWN = "–"

SENTENCES: dict[str, StrPromise] = {
    # coming in and going out
    "signed_in": _("{who} loguje się do systemu"),
    "sign_in_refused": _("Odmowa logowania, powód: {reason}"),
    "signed_out": _("{who} wylogowuje się"),
    "signed_out_by_provider": _("Koniec sesji w UEOZ wylogowuje: {who}"),
    "session_over": _("Wygasa sesja: {who}"),
    "profile_chosen": _("{who} wybiera profil: {object}"),
    "refused": _("{who} dostaje odmowę dostępu do strony {path}, powód: {reason}"),
    # people and their profiles
    "person_created": _("{who} dodaje osobę: {object}"),
    "issuer_followed": _("{who} zmienia adres dostawcy tożsamości z {before} na {after}; osób: {people}"),
    "profile_created": _("{who} zakłada profil: {object}"),
    "role_granted": _("{who} nadaje rolę „{role}” w profilu: {object}"),
    "role_revoked": _("{who} odbiera rolę „{role}” w profilu: {object}, powód: {reason}"),
    "profile_blocked": _("{who} blokuje profil: {object}, powód: {reason}"),
    "profile_unblocked": _("{who} odblokowuje profil: {object}, powód: {reason}"),
    "contact_changed": _("{who} zmienia dane kontaktowe w profilu: {object}"),
    # accounts of SSOZ I
    "legacy_accounts_imported": _(
        "{who} sprowadza konta SSOZ I, nowe: {new}, zmienione: {changed}, odrzucone: {refused}"
    ),
    "legacy_transferred": _("{who} przenosi uprawnienia konta SSOZ I „{login}” do profilu: {object}"),
    "transfer_refused": _("{who} bez skutku próbuje przenieść uprawnienia z SSOZ I, powód: {reason}"),
    # local accounts
    "local_account_registered": _("Rejestracja konta lokalnego „{login}”"),
    "local_account_activated": _("{who} aktywuje konto lokalne „{login}”"),
    "local_account_refused": _("{who} odrzuca rejestrację konta lokalnego „{login}”, powód: {reason}"),
    "local_sign_in_refused": _("Odmowa logowania na konto lokalne"),
    "reset_asked": _("Prośba o odnośnik do zmiany hasła"),
    "password_changed": _("Zmiana hasła konta lokalnego „{login}”"),
    # applications for roles
    "submission_begun": _("{who} rozpoczyna wniosek {object}"),
    "submission_saved": _("{who} zapisuje wniosek {object}, nadane numery: {numbers}"),
    "submission_abandoned": _("{who} rezygnuje z niezakończonego wniosku {object}"),
    "workbook_applied": _("{who} wczytuje skoroszyt do sprawozdania {object}, pola: {cells}"),
    "workbook_downloaded": _("{who} pobiera skoroszyt sprawozdania {object}"),
    "report_printed": _("{who} pobiera wydruk sprawozdania {object}"),
    "receipt_issued": _("Powstaje potwierdzenie złożenia {number}: {object}"),
    "paper_downloaded": _("{who} pobiera wniosek do podpisu: {object}"),
    "reminder_muted": _("{who} zmienia przypominanie o załączniku do wniosku {number}"),
    "application_submitted": _("{who} składa wniosek {number} o rolę „{role}”"),
    "application_abandoned": _("{who} rezygnuje z wniosku {number} o rolę „{role}”"),
    "application_expired": _("Wygasa niezakończony wniosek {number} o rolę „{role}”"),
    "application_approved": _("{who} zatwierdza wniosek {number} o rolę „{role}”"),
    "application_rejected": _("{who} odrzuca wniosek {number} o rolę „{role}”, powód: {reason}"),
    "application_withdrawn": _("{who} wycofuje wniosek {number} o rolę „{role}”"),
    "application_archived": _("{who} archiwizuje wniosek {number} o rolę „{role}”, powód: {reason}"),
    "application_lapsed": _("System archiwizuje wniosek {number} o rolę „{role}”, powód: {reason}"),
    "application_revoked": _("{who} odbiera rolę „{role}” z wniosku {number}, powód: {reason}"),
    # personal data
    "people_viewed": _("{who} ogląda dane osobowe: {object}; osób: {count}"),
    # attached files
    "attachment_stored": _("{who} załącza plik „{name}”"),
    "attachment_safe": _("Skanowanie pliku „{name}”: bezpieczny"),
    "attachment_unsafe": _("Skanowanie pliku „{name}”: niebezpieczny ({found}); treść usunięta"),
    "attachment_removed": _("{who} usuwa plik „{name}”"),
    "attachment_read": _("{who} pobiera albo ogląda plik „{name}”"),
    "keys_rotated": _("{who} szyfruje numery PESEL nowym kluczem „{key}”, osób: {people}"),
    "person_exported": _("{who} zestawia wszystkie dane osoby: {object}"),
    "person_forgotten": _("{who} usuwa dane osobowe: {object}"),
    "trail_exported": _("{who} pobiera dziennik zdarzeń do pliku"),
    # units and rounds
    "unit.created": _("{who} dodaje jednostkę: {object}"),
    "units.created": _("{who} dodaje jednostki, liczba: {count}"),
    "round_planned": _("{who} planuje okres sprawozdawczy: {object}, termin: {due_on}"),
    "round_opening": _("{who} zaczyna otwierać okres sprawozdawczy: {object}, jednostek: {expected}"),
    "round_opened": _("{who} otwiera okres sprawozdawczy: {object}, obowiązków: {obligations}"),
    "round_closed": _("{who} zamyka okres sprawozdawczy: {object}"),
    "round_resumed": _("{who} wznawia okres sprawozdawczy: {object}"),
    "round_checked": _("{who} sprawdza ponownie sprawozdania okresu: {object}, sprawozdań: {reports}"),
    # the questionnaire, duties, what units ask for
    "questionnaire_published": _("{who} publikuje ankietę przypisującą sprawozdania za {year} rok"),
    "questionnaire_answered": _("{who} odpowiada na ankietę za {year} rok: {object}; sprawozdania: {forms}"),
    "questionnaire_changed": _("{who} zmienia odpowiedzi na ankietę za {year} rok: {object}; sprawozdania: {forms}"),
    "obligation_assigned": _("{who} przypisuje {form} za {year} rok: {object}, powód: {reason}"),
    "obligation_released": _("{who} zwalnia ze składania {form} za {year} rok: {object}, powód: {reason}"),
    "petition_made": _("{who} składa zgłoszenie do nadzorującego: {about} ({kind}), uzasadnienie: {reason}"),
    "petition_withdrawn": _("{who} wycofuje zgłoszenie do nadzorującego: {about} ({kind})"),
    "petition_granted": _("{who} uwzględnia zgłoszenie: {about} ({kind})"),
    "petition_refused": _("{who} odmawia zgłoszeniu: {about} ({kind}), powód: {reason}"),
    "calendar_linked": _("{who} tworzy adres kalendarza"),
    "calendar_unlinked": _("{who} usuwa adres kalendarza"),
    # reports
    "report_saved": _("{who} zapisuje sprawozdanie {object}, wersja {version}"),
    "report_row_added": _("{who} dodaje wiersz w dziale {section} sprawozdania {object}, wersja {version}"),
    "report_row_removed": _("{who} usuwa wiersz z działu {section} sprawozdania {object}, wersja {version}"),
    "report_finding_explained": _("{who} wyjaśnia niezgodność {key} w sprawozdaniu {object}"),
    "report_sent": _("{who} wysyła sprawozdanie {object}, wersja {version}"),
    "report_returned": _("{who} zwraca do korekty sprawozdanie {object}, powód: {reason}"),
    "report_accepted": _("{who} zatwierdza sprawozdanie {object}, wersja {version}"),
    "report_reopened": _("{who} otwiera ponownie sprawozdanie {object}, powód: {reason}"),
    "report_prefilled": _("{who} przepisuje z poprzedniego okresu do sprawozdania {object} pola: {cells}"),
    "report_prefill_confirmed": _("{who} potwierdza przepisane pola sprawozdania {object}: {cells}"),
    "report_cell_noted": _("{who} dopisuje notatkę przy polu {cell} sprawozdania {object}"),
    "report_note_put_aside": _("{who} odkłada notatkę przy polu {cell} sprawozdania {object}"),
    "report_cell_remarked": _("{who} wpisuje uwagę do pola {cell} sprawozdania {object}"),
    "report_remark_taken_back": _("{who} usuwa uwagę do pola {cell} sprawozdania {object}"),
    "report_cell_answered": _("{who} odpowiada na uwagę do pola {cell} sprawozdania {object}"),
    # psychiatric cards
    "cards_counted": _("{who} porównuje pobyty na oddziałach z MZ-30 za {year} rok: {object}, kart: {cards}"),
    "card_opened": _("{who} otwiera kartę psychiatryczną numer {number}"),
    "card_viewed": _("{who} ogląda kartę psychiatryczną numer {number}"),
    "card_saved": _("{who} zapisuje kartę psychiatryczną numer {number}, wersja {version}"),
    "card_closed": _("{who} zamyka kartę psychiatryczną numer {number}"),
    "card_corrected": _("{who} otwiera do korekty kartę psychiatryczną numer {number}, powód: {reason}"),
    "card_voided": _("{who} unieważnia kartę psychiatryczną numer {number}, powód: {reason}"),
    "card_returned": _("{who} zwraca do korekty kartę psychiatryczną numer {number}, powód: {reason}"),
    "card_accepted": _("{who} zatwierdza kartę psychiatryczną numer {number}"),
    "card_reopened": _("{who} otwiera ponownie kartę psychiatryczną numer {number}, powód: {reason}"),
    "cards_stock_taken": _("{who} zakłada karty stanu za {year} r. w jednostce: {object}; kart: {cards}"),
    "cards_handed_in": _("{who} przekazuje karty psychiatryczne za {year} r. jednostki: {object}; kart: {cards}"),
    "cards_accepted": _("{who} zatwierdza karty psychiatryczne za {year} r. jednostki: {object}; kart: {cards}"),
    "cards_file_sent": _("{who} wysyła plik kart psychiatrycznych za {year} r. jednostki: {object}"),
    "cards_taken_in": _("{who} wczytuje z pliku karty psychiatryczne za {year} r. jednostki: {object}; kart: {cards}"),
    "cards_file_dropped": _("{who} porzuca plik kart psychiatrycznych za {year} r. jednostki: {object}"),
    "card_keys_rotated": _("{who} szyfruje karty psychiatryczne nowym kluczem „{key}”, kart: {cards}"),
    "archive_imported": _(
        "{who} sprowadza sprawozdania dawnych systemów, nowe: {new}, zmienione: {changed}, odrzucone wiersze: {refused}"
    ),
    # forms and data sets
    "edition.published": _("{who} publikuje formularz {object}"),
    "edition.frozen": _("{who} zamraża formularz {object}"),
    "data_set_built": _("{who} tworzy zbiór danych: {object}, sprawozdań: {reports}"),
    "demo_step": _("{who} wykonuje krok demonstracji: {object}"),
}


def sentence(action: str, words: Mapping[str, object]) -> str:
    """The sentence with its words put in; what the event does not tell is a dash, an unknown action its own name."""
    template = str(SENTENCES.get(action, "{who}: " + action.replace("{", "").replace("}", "")))
    names = {name for _text, name, _format, _conversion in Formatter().parse(template) if name}
    return template.format(**{name: _word(words.get(name)) for name in names})


def title(action: str) -> str:
    """The action by itself, for a list to choose from."""
    return sentence(action, {"who": "…", "object": "…"}).removeprefix("… ")


def _word(value: object) -> object:
    return UNKNOWN if value is None or value == "" else value
