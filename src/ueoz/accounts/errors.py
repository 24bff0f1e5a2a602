# SPDX-License-Identifier: EUPL-1.2
"""Refusals, each a sentence for the person."""

from datetime import datetime

from django.utils.translation import gettext as _

from shared.design.formatting import moment


class AccountError(Exception):
    """Something about an account cannot be done; the text says why."""

    status = 422


class AccountExists(AccountError):
    """Somebody was faster: the person has an account by now."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("Masz już konto w UEOZ."))


class EmailTheSame(AccountError):
    """The new address is the one that is known already."""

    def __init__(self) -> None:
        super().__init__(_("To jest Twój obecny adres e-mail."))


class LetterTooSoon(AccountError):
    """The limit of letters is reached; `next_at` says when another may be asked for."""

    status = 429

    def __init__(self, next_at: datetime) -> None:
        sentence = _("Następną wiadomość możemy wysłać po: {moment}.")
        super().__init__(sentence.format(moment=f"{moment(next_at)}"))
        self.next_at = next_at


class LinkRefused(AccountError):
    """The link is not one of ours."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Ten link jest nieprawidłowy. Sprawdź, czy został skopiowany w całości."))


class LinkExpired(LinkRefused):
    """The link is too old, or a newer address has taken its place."""

    status = 410

    def __init__(self) -> None:
        AccountError.__init__(self, _("Ten link stracił ważność. Zaloguj się i poproś o nowy."))


class LinkUsed(LinkRefused):
    """The link was opened before: the address is verified already."""

    status = 410

    def __init__(self) -> None:
        AccountError.__init__(self, _("Ten link został już użyty."))
