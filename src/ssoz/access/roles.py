# SPDX-License-Identifier: EUPL-1.2
"""Every role there is, in the words of the manual, with the units it may be held in and its permissions."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from ssoz.access.permissions import Permission, Text
from ssoz.registers.enums import UnitCharacter, UnitKind

P = Permission
NONFINANCIAL = frozenset({P.REPORT_READ_NONFINANCIAL, P.REPORT_FILL_NONFINANCIAL})
FINANCIAL = frozenset({P.REPORT_READ_FINANCIAL, P.REPORT_FILL_FINANCIAL})
CARDS = frozenset({P.REPORT_READ_CARD, P.REPORT_FILL_CARD})
BEHALF_NONFINANCIAL = NONFINANCIAL | {P.REPORT_FILL_ON_BEHALF_NONFINANCIAL}
BEHALF_FINANCIAL = FINANCIAL | {P.REPORT_FILL_ON_BEHALF_FINANCIAL}
BEHALF_CARDS = CARDS | {P.REPORT_FILL_ON_BEHALF_CARD}
USERS = frozenset({P.USER_FIND, P.USER_BLOCK, P.USER_MANAGE})
UNITS = frozenset({P.UNIT_FIND, P.UNIT_MANAGE})
SUMMARIES = frozenset({P.SUMMARY_MAKE, P.STATISTICS_VIEW})


@dataclass(frozen=True, kw_only=True)
class Role:
    """A named set of permissions. `kinds` narrows the units further; empty: every unit of the character."""

    code: str
    name: Text
    description: Text
    character: UnitCharacter
    permissions: frozenset[Permission]
    kinds: frozenset[UnitKind] = frozenset()
    by_transfer_only: bool = False
    subject: str = ""  # whoever looks after the subject in the whole country decides about the role, too

    def fits(self, *, character: str, kind: str) -> bool:
        """Whether a unit of this character and kind may have people in this role."""
        both = character == UnitCharacter.BOTH and self.character != UnitCharacter.CENTRAL
        return (both or character == self.character) and (not self.kinds or kind in self.kinds)


_ALL = (
    Role(
        code="cez_admin",
        name=_("Administrator CeZ"),
        description=_("Administrator w Centrum e-Zdrowia, mający uprawnienia do wszystkich funkcjonalności systemu"),
        character=UnitCharacter.CENTRAL,
        permissions=frozenset(Permission),
    ),
    Role(
        code="cez_staff",
        name=_("Pracownik CeZ"),
        description=_(
            "Pracownik w Centrum e-Zdrowia, mający uprawnienia do: wyszukiwania sprawozdań wszystkich rodzajów bez"
            " możliwości podglądu ich treści, wyszukania jednostek i użytkowników bez możliwości edycji ich danych,"
            " tworzenia raportów"
        ),
        character=UnitCharacter.CENTRAL,
        permissions=SUMMARIES | {P.REPORT_FIND, P.UNIT_FIND, P.USER_FIND},
    ),
    Role(
        code="ipin_admin",
        name=_("Administrator IPIN"),
        description=_(
            "Administrator w Instytucie Psychiatrii i Neurologii, mający uprawnienia do: wypełniania kart"
            " psychiatrycznych (sprawozdań MZ/Szp-11B) i sprawozdań niefinansowych, zarządzania użytkownikami,"
            " tworzenia raportów"
        ),
        character=UnitCharacter.SUPERVISING,
        kinds=frozenset({UnitKind.PSYCHIATRY_INSTITUTE}),
        permissions=BEHALF_CARDS | BEHALF_NONFINANCIAL | USERS | SUMMARIES,
    ),
    Role(
        code="uw_admin",
        name=_("Administrator UW"),
        description=_(
            "Administrator w Urzędzie Wojewódzkim, mający uprawnienia do: wypełniania sprawozdań o pracujących"
            " i z działalności podmiotu/zakładu leczniczego (sprawozdań finansowych i niefinansowych), zarządzania"
            " użytkownikami oraz jednostkami, tworzenia raportów"
        ),
        character=UnitCharacter.SUPERVISING,
        kinds=frozenset({UnitKind.VOIVODESHIP_OFFICE}),
        permissions=BEHALF_NONFINANCIAL | BEHALF_FINANCIAL | USERS | UNITS | SUMMARIES,
    ),
    Role(
        code="kcpu_admin",
        name=_("Administrator KCPU"),
        description=_(
            "Administrator w Krajowym Centrum Przeciwdziałania Uzależnieniom, mający uprawnienia do: wypełniania"
            " sprawozdań niefinansowych, zarządzania użytkownikami, tworzenia raportów"
        ),
        character=UnitCharacter.SUPERVISING,
        kinds=frozenset({UnitKind.ADDICTION_CENTRE}),
        permissions=BEHALF_NONFINANCIAL | USERS | SUMMARIES,
    ),
    Role(
        code="supervisor_nonfinancial",
        name=_("Nadzorujący sprawozdania niefinansowe"),
        description=_(
            "Użytkownik z jednostki nadzorującej, mający uprawnienia do: weryfikacji/akceptacji/wypełniania w imieniu"
            " sprawozdawcy sprawozdań o pracujących i z działalności podmiotu/zakładu leczniczego (sprawozdań"
            " niefinansowych)"
        ),
        character=UnitCharacter.SUPERVISING,
        permissions=frozenset(
            {P.REPORT_READ_NONFINANCIAL, P.REPORT_VERIFY_NONFINANCIAL, P.REPORT_FILL_ON_BEHALF_NONFINANCIAL}
        ),
    ),
    Role(
        code="supervisor_financial",
        name=_("Nadzorujący sprawozdania finansowe"),
        description=_(
            "Użytkownik z jednostki nadzorującej, mający uprawnienia do: weryfikacji/akceptacji/wypełniania w imieniu"
            " sprawozdawcy sprawozdań finansowych"
        ),
        character=UnitCharacter.SUPERVISING,
        permissions=frozenset({P.REPORT_READ_FINANCIAL, P.REPORT_VERIFY_FINANCIAL, P.REPORT_FILL_ON_BEHALF_FINANCIAL}),
    ),
    Role(
        code="supervisor_psychiatric",
        name=_("Nadzorujący karty psychiatryczne"),
        description=_(
            "Użytkownik z jednostki nadzorującej, mający uprawnienia do: weryfikacji/akceptacji/wypełniania w imieniu"
            " sprawozdawcy kart psychiatrycznych (sprawozdań MZ/Szp-11B)"
        ),
        character=UnitCharacter.SUPERVISING,
        permissions=frozenset({P.REPORT_READ_CARD, P.REPORT_VERIFY_CARD, P.REPORT_FILL_ON_BEHALF_CARD}),
        subject="psychiatry",
    ),
    Role(
        code="reporter_nonfinancial",
        name=_("Wypełniający sprawozdania niefinansowe"),
        description=_(
            "Użytkownik mający uprawnienia do: wypełniania sprawozdań o pracujących i z działalności podmiotu/zakładu"
            " leczniczego (sprawozdań niefinansowych) w imieniu swojej jednostki"
        ),
        character=UnitCharacter.REPORTING,
        permissions=NONFINANCIAL,
    ),
    Role(
        code="reporter_financial",
        name=_("Wypełniający sprawozdania finansowe"),
        description=_(
            "Użytkownik mający uprawnienia do: wypełniania sprawozdań finansowych w imieniu swojej jednostki"
        ),
        character=UnitCharacter.REPORTING,
        permissions=FINANCIAL,
    ),
    Role(
        code="reporter_psychiatric",
        name=_("Wypełniający karty psychiatryczne"),
        description=_(
            "Użytkownik mający uprawnienia do: wypełniania kart psychiatrycznych (sprawozdań MZ/Szp-11B) w imieniu"
            " swojej jednostki"
        ),
        character=UnitCharacter.REPORTING,
        permissions=CARDS,
        subject="psychiatry",
    ),
    Role(
        code="unit_admin",
        name=_("Administrator jednostki sprawozdawczej"),
        description=_(
            "Użytkownik mający uprawnienia wszystkich wypełniających swojej jednostki oraz podgląd i blokowanie jej"
            " użytkowników; rola przeniesiona z SSOZ I"
        ),
        character=UnitCharacter.REPORTING,
        permissions=NONFINANCIAL | FINANCIAL | CARDS | {P.USER_FIND, P.USER_BLOCK},
        by_transfer_only=True,
    ),
    Role(
        code="legacy_author_financial",
        name=_("Autor sprawozdań finansowych jednostki sprawozdawczej"),
        description=_(
            "Użytkownik mający uprawnienia do: wypełniania sprawozdań finansowych swojej jednostki; rola przeniesiona"
            " z SSOZ I"
        ),
        character=UnitCharacter.REPORTING,
        permissions=FINANCIAL,
        by_transfer_only=True,
    ),
    Role(
        code="legacy_observer",
        name=_("Obserwator sprawozdań standardowych jednostki sprawozdawczej"),
        description=_(
            "Użytkownik mający uprawnienia do: podglądu sprawozdań niefinansowych swojej jednostki; rola przeniesiona"
            " z SSOZ I"
        ),
        character=UnitCharacter.REPORTING,
        permissions=frozenset({P.REPORT_READ_NONFINANCIAL}),
        by_transfer_only=True,
    ),
)

ROLES = MappingProxyType({role.code: role for role in _ALL})
ADMINISTRATOR = "cez_admin"  # of whom there must be one at least
SYSTEM_ROLE = "system"  # the system's own work; nobody can be given it


@cache
def permissions_of(codes: tuple[str, ...]) -> frozenset[Permission]:
    """What these roles together may."""
    if SYSTEM_ROLE in codes:
        return frozenset(Permission)
    return frozenset[Permission]().union(*(ROLES[code].permissions for code in codes))


def roles_for(*, character: str, kind: str) -> Iterable[Role]:
    """Roles that people of such a unit can apply for."""
    return (role for role in ROLES.values() if role.fits(character=character, kind=kind) and not role.by_transfer_only)
