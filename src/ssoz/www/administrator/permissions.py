# SPDX-License-Identifier: EUPL-1.2
"""All roles × permissions on one page, as the code has them; narrowed by a role or by words, and as CSV."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shared.names import key
from ssoz.access.permissions import Permission
from ssoz.access.roles import ROLES, Role
from ssoz.access.views import ActorRequest, permission_required

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


class MapPageForm(forms.Form):
    """What narrows the table; whatever does not fit is left out."""

    role = forms.ChoiceField(label=gettext_lazy("Rola"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Szukaj"),
        required=False,
        max_length=100,
        help_text=gettext_lazy("Nazwa, opis albo kod uprawnienia"),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        choices = [("", _("Wszystkie")), *((role.code, role.name) for role in ROLES.values())]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def roles(self) -> list[Role]:
        self.is_valid()
        chosen = self.cleaned_data.get("role")
        return [ROLES[chosen]] if chosen else list(ROLES.values())

    def permissions(self) -> list[Permission]:
        """Those that hold every word, and that the chosen role has."""
        self.is_valid()
        words = key(self.cleaned_data.get("text", ""))
        chosen = ROLES.get(self.cleaned_data.get("role", ""))
        return [
            permission
            for permission in Permission
            if (chosen is None or permission in chosen.permissions) and _holds(permission, words)
        ]


def _holds(permission: Permission, words: tuple[str, ...]) -> bool:
    text = " ".join(key(f"{permission.label} {permission.description} {permission.code}"))
    return all(word in text for word in words)


@dataclass(frozen=True)
class Line:
    """A permission, and of each role whether it holds it."""

    permission: Permission
    cells: tuple[tuple[Role, bool], ...]


@permission_required(Permission.USER_FIND, Permission.USER_MANAGE)
@require_safe
def permissions_page(request: ActorRequest) -> HttpResponse:
    form = MapPageForm(request.GET)
    roles = form.roles()
    lines = [
        Line(permission, tuple((role, permission in role.permissions) for role in roles))
        for permission in form.permissions()
    ]
    context = {"form": form, "roles": roles, "lines": lines, "every": len(Permission), "tab": "permissions"}
    return render(request, "administrator/users/permissions.html", context)


@permission_required(Permission.USER_FIND, Permission.USER_MANAGE)
@require_safe
def permissions_file(request: ActorRequest) -> HttpResponse:
    """For a Polish spreadsheet: one line for each role and permission."""
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(_rows(MapPageForm(request.GET)))
    headers = {"Content-Disposition": 'attachment; filename="role-i-uprawnienia.csv"'}
    return HttpResponse(BOM + out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _rows(form: MapPageForm) -> Iterator[list[object]]:
    yield [
        _("Kod roli"),
        _("Rola"),
        _("Opis roli"),
        _("Jednostka"),
        _("Kod uprawnienia"),
        _("Uprawnienie"),
        _("Opis biznesowy"),
        _("Ma uprawnienie"),
    ]
    wanted = form.permissions()
    for role in form.roles():
        for permission in wanted:
            held = _("tak") if permission in role.permissions else _("nie")
            about = [role.code, role.name, role.description, role.character.label]
            yield [*about, permission.code, permission.label, permission.description, held]
