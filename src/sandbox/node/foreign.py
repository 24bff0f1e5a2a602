# SPDX-License-Identifier: EUPL-1.2
"""People of other countries: their means gives an identifier of theirs, never a PESEL."""

import secrets
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sandbox.node.operations import Identity


@dataclass(frozen=True)
class Country:
    """A country whose means are recognised, and somebody from there."""

    code: str
    name: str | Promise
    given_name: str
    family_name: str
    birth_date: str

    def identity(self) -> Identity:
        """Whom that country vouches for, with an identifier for Poland."""
        identifier = f"{self.code}/PL/{secrets.token_hex(8)}"
        return Identity(self.given_name, self.family_name, self.birth_date, identifier)


COUNTRIES = (
    Country("AT", _("Austria"), "Lena", "Gruber", "1984-05-02"),
    Country("BE", _("Belgia"), "Lucas", "Peeters", "1979-09-14"),
    Country("CZ", _("Czechy"), "Tereza", "Nováková", "1991-01-30"),
    Country("EE", _("Estonia"), "Mari", "Tamm", "1988-11-21"),
    Country("ES", _("Hiszpania"), "Lucía", "García", "1976-06-18"),
    Country("LT", _("Litwa"), "Jonas", "Kazlauskas", "1982-03-03"),
    Country("DE", _("Niemcy"), "Erika", "Schmidt", "1964-08-12"),
    Country("SK", _("Słowacja"), "Jana", "Kováčová", "1993-12-08"),
    Country("IT", _("Włochy"), "Giulia", "Rossi", "1986-10-27"),
)


def country(code: str) -> Country | None:
    """The country by its two letters."""
    return next((one for one in COUNTRIES if one.code == code), None)
