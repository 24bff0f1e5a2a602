# SPDX-License-Identifier: EUPL-1.2
"""Refusals, each a sentence for the person."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from ssoz.access.permissions import Permission
from ssoz.access.roles import Role


class Forbidden(PermissionDenied):
    """The acting profile may not do this (HTTP 403)."""

    status = 403

    def __init__(self, permission: Permission, *, out_of_reach: bool = False) -> None:
        self.permission = permission
        sentence = _("Twój profil nie ma uprawnienia „{permission}”.")
        if out_of_reach:
            sentence = _("Uprawnienie „{permission}” w Twoim profilu nie obejmuje tej jednostki.")
        super().__init__(sentence.format(permission=permission.label))


class SignInRefused(Exception):
    """The answer of the identity provider cannot be trusted or used; `reason` goes to the audit trail."""

    status = 400

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class LogoutRefused(Exception):
    """A logout token that ends nothing; `reason` is for the log and for whoever sent it."""

    status = 400

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProfileNotAvailable(Exception):
    """Not one of the person's active profiles (HTTP 404)."""

    status = 404


class UserError(Exception):
    """What cannot be done to a user; the message is a sentence for whoever tried (HTTP 422)."""

    status = 422

    @property
    def sentence(self) -> str:
        return str(self)


class OwnMatter(UserError):
    """Four eyes: nobody decides on what concerns themselves (HTTP 403)."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("O własnym profilu, własnych rolach i wnioskach rozstrzyga ktoś inny."))


class LastAdministrator(UserError):
    """The system would be left without an administrator (HTTP 409)."""

    status = 409

    def __init__(self) -> None:
        super().__init__(_("To jedyny czynny administrator CeZ. Najpierw nadaj tę rolę komuś innemu."))


class HigherRole(UserError):
    """Who may only block does not block those who manage users (HTTP 403)."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Ten profil zarządza użytkownikami, więc zablokować go może tylko inny zarządzający."))


class ReasonMissing(UserError):
    """A decision against somebody says why (HTTP 422)."""

    def __init__(self) -> None:
        super().__init__(_("Podaj powód: zobaczy go osoba, której dotyczy decyzja."))


class AlreadyDone(UserError):
    """Somebody was faster (HTTP 409)."""

    status = 409


class RoleDoesNotFit(UserError):
    """Units of this kind have no such role (HTTP 422)."""

    def __init__(self, role: Role, unit_name: str) -> None:
        sentence = _("Rola „{role}” nie jest dostępna w jednostce „{unit}”.")
        super().__init__(sentence.format(role=role.name, unit=unit_name))


class TransferRefused(Exception):
    """The password was right, yet the account's roles cannot be carried over; the text says why (HTTP 409)."""

    status = 409


class LocalAccountError(Exception):
    """Something about a local account cannot be done; the text says why (HTTP 409)."""

    status = 409


class BadRegistration(Exception):
    """What was filled in cannot be used: field → sentence (HTTP 422)."""

    status = 422

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = dict(problems)


class PersonStillActive(Exception):
    """Somebody who can work here cannot be forgotten (HTTP 409)."""

    status = 409
