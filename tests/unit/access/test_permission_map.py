# SPDX-License-Identifier: EUPL-1.2
"""Who may what: the table of roles, written a second time by hand and compared."""

import pytest

from ssoz.access.permissions import Permission, for_kind, list_permissions
from ssoz.access.roles import ROLES, SYSTEM_ROLE, permissions_of, roles_for
from ssoz.registers.enums import UnitCharacter, UnitKind

# fmt: off
TABLE = """
                                    admin staff ipin uw   kcpu snonf sfin spsy rnonf rfin rpsy uadm lfin lobs
REPORT_FIND                         x     x     .    .    .    .     .    .    .     .    .    .    .    .
REPORT_READ_NONFINANCIAL            x     .     x    x    x    x     .    .    x     .    .    x    .    x
REPORT_READ_FINANCIAL               x     .     .    x    .    .     x    .    .     x    .    x    x    .
REPORT_READ_CARD                    x     .     x    .    .    .     .    x    .     .    x    x    .    .
REPORT_FILL_NONFINANCIAL            x     .     x    x    x    .     .    .    x     .    .    x    .    .
REPORT_FILL_FINANCIAL               x     .     .    x    .    .     .    .    .     x    .    x    x    .
REPORT_FILL_CARD                    x     .     x    .    .    .     .    .    .     .    x    x    .    .
REPORT_FILL_ON_BEHALF_NONFINANCIAL  x     .     x    x    x    x     .    .    .     .    .    .    .    .
REPORT_FILL_ON_BEHALF_FINANCIAL     x     .     .    x    .    .     x    .    .     .    .    .    .    .
REPORT_FILL_ON_BEHALF_CARD          x     .     x    .    .    .     .    x    .     .    .    .    .    .
REPORT_VERIFY_NONFINANCIAL          x     .     .    .    .    x     .    .    .     .    .    .    .    .
REPORT_VERIFY_FINANCIAL             x     .     .    .    .    .     x    .    .     .    .    .    .    .
REPORT_VERIFY_CARD                  x     .     .    .    .    .     .    x    .     .    .    .    .    .
REPORT_REOPEN                       x     .     .    .    .    .     .    .    .     .    .    .    .    .
ROUND_MANAGE                        x     .     .    .    .    .     .    .    .     .    .    .    .    .
USER_FIND                           x     x     x    x    x    .     .    .    .     .    .    x    .    .
USER_BLOCK                          x     .     x    x    x    .     .    .    .     .    .    x    .    .
USER_MANAGE                         x     .     x    x    x    .     .    .    .     .    .    .    .    .
UNIT_FIND                           x     x     .    x    .    .     .    .    .     .    .    .    .    .
UNIT_MANAGE                         x     .     .    x    .    .     .    .    .     .    .    .    .    .
DICTIONARY_MANAGE                   x     .     .    .    .    .     .    .    .     .    .    .    .    .
ANNOUNCEMENT_MANAGE                 x     .     .    .    .    .     .    .    .     .    .    .    .    .
MESSAGE_VIEW                        x     .     .    .    .    .     .    .    .     .    .    .    .    .
AUDIT_VIEW                          x     .     .    .    .    .     .    .    .     .    .    .    .    .
SUMMARY_MAKE                        x     x     x    x    x    .     .    .    .     .    .    .    .    .
STATISTICS_VIEW                     x     x     x    x    x    .     .    .    .     .    .    .    .    .
"""
NAMES = {
    "cez_admin": "Administrator CeZ",
    "cez_staff": "Pracownik CeZ",
    "ipin_admin": "Administrator IPIN",
    "uw_admin": "Administrator UW",
    "kcpu_admin": "Administrator KCPU",
    "supervisor_nonfinancial": "Nadzorujący sprawozdania niefinansowe",
    "supervisor_financial": "Nadzorujący sprawozdania finansowe",
    "supervisor_psychiatric": "Nadzorujący karty psychiatryczne",
    "reporter_nonfinancial": "Wypełniający sprawozdania niefinansowe",
    "reporter_financial": "Wypełniający sprawozdania finansowe",
    "reporter_psychiatric": "Wypełniający karty psychiatryczne",
    "unit_admin": "Administrator jednostki sprawozdawczej",
    "legacy_author_financial": "Autor sprawozdań finansowych jednostki sprawozdawczej",
    "legacy_observer": "Obserwator sprawozdań standardowych jednostki sprawozdawczej",
}
# fmt: on
ROWS = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()[1:]}


def test_roles_bear_the_names_of_the_manual() -> None:
    assert {code: str(role.name) for code, role in ROLES.items()} == NAMES


def test_the_table_knows_every_permission() -> None:
    assert list(ROWS) == [permission.code for permission in Permission]


@pytest.mark.parametrize("permission", Permission, ids=lambda permission: permission.code)
def test_permission_is_given_to_the_roles_of_the_table(permission: Permission) -> None:
    expected = {role for role, mark in zip(NAMES, ROWS[permission.code], strict=True) if mark == "x"}
    assert {code for code, role in ROLES.items() if permission in role.permissions} == expected


def test_every_permission_has_a_name_and_a_sentence() -> None:
    assert all(permission.label and str(permission.description).endswith(".") for permission in Permission)
    assert len({str(permission.label) for permission in Permission}) == len(Permission)


def test_roles_add_up_and_the_system_may_everything() -> None:
    both = permissions_of(("reporter_financial", "reporter_nonfinancial"))
    assert both == ROLES["reporter_financial"].permissions | ROLES["reporter_nonfinancial"].permissions
    assert permissions_of(()) == frozenset()
    assert permissions_of((SYSTEM_ROLE,)) == frozenset(Permission)
    assert SYSTEM_ROLE not in ROLES


def test_permissions_by_kind_of_report() -> None:
    assert for_kind("REPORT_READ", "card") is Permission.REPORT_READ_CARD
    assert list_permissions("financial") == (Permission.REPORT_FIND, Permission.REPORT_READ_FINANCIAL)
    with pytest.raises(KeyError):
        for_kind("REPORT_READ", "poetic")


@pytest.mark.parametrize(
    ("character", "kind", "expected"),
    [
        (UnitCharacter.CENTRAL, UnitKind.EHEALTH_CENTRE, {"cez_admin", "cez_staff"}),
        (
            UnitCharacter.SUPERVISING,
            UnitKind.VOIVODESHIP_OFFICE,
            {"uw_admin", "supervisor_nonfinancial", "supervisor_financial", "supervisor_psychiatric"},
        ),
        (
            UnitCharacter.REPORTING,
            UnitKind.HOSPITAL,
            {"reporter_nonfinancial", "reporter_financial", "reporter_psychiatric"},
        ),
        (
            UnitCharacter.BOTH,
            UnitKind.PSYCHIATRY_INSTITUTE,
            {
                "ipin_admin",
                "supervisor_nonfinancial",
                "supervisor_financial",
                "supervisor_psychiatric",
                "reporter_nonfinancial",
                "reporter_financial",
                "reporter_psychiatric",
            },
        ),
    ],
)
def test_a_unit_offers_the_roles_of_its_character(character: str, kind: str, expected: set[str]) -> None:
    assert {role.code for role in roles_for(character=character, kind=kind)} == expected


def test_transferred_roles_fit_reporting_units_but_are_not_offered() -> None:
    assert ROLES["unit_admin"].fits(character="reporting", kind="hospital")
    assert not ROLES["unit_admin"].fits(character="central", kind="ehealth_centre")
