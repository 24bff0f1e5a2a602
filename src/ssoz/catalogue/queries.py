# SPDX-License-Identifier: EUPL-1.2
"""Editions and what the engine makes of them. Definitions are kept in memory by the digest of their content."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from engine.checks import CompiledForm, compile_form
from engine.definitions import DefinitionError, FormDefinition, load
from engine.definitions.joint import JointFiling, load_joint
from ssoz.catalogue.errors import UnknownEdition
from ssoz.catalogue.models import Edition
from ssoz.registers.queries import labelled_code_lists

KEPT = 256
JOINT = Path(__file__).resolve().parents[3] / "forms" / "joint"
Lists = Mapping[str, Mapping[str, str]]


def definition(edition_id: int) -> FormDefinition:
    """The form of this edition; one small query, read again only when its content has changed."""
    digest = Edition.objects.filter(pk=edition_id).values_list("digest", flat=True).first()
    if digest is None:
        raise UnknownEdition(edition_id)
    return _known(edition_id, digest)


def definition_of(edition: Edition) -> FormDefinition:
    """The same for an edition that was fetched anyway: no query while it is known."""
    return _known(edition.pk, edition.digest)


def compiled(edition_id: int) -> CompiledForm:
    """The same, ready to compute and verify."""
    return compile_form(definition(edition_id))


def unreadable() -> tuple[str, ...]:
    """Editions in use whose text, taken in by an earlier version of the system, this one refuses."""
    refused = []
    for edition in editions().filter(frozen_at__isnull=False).order_by("form", "year"):
        try:
            compile_form(definition_of(edition))
        except DefinitionError:
            refused.append(str(edition))
    return tuple(refused)


@lru_cache(maxsize=KEPT)
def _known(edition_id: int, digest: str) -> FormDefinition:
    edition = Edition.objects.only("source", "path", "lists").get(pk=edition_id)
    return load(edition.source, path=edition.path, code_lists=edition.lists)


def editions(year: int | None = None) -> QuerySet[Edition]:
    """Editions without their text, newest year first."""
    found = Edition.objects.defer("source", "lists")
    return found.filter(year=year) if year is not None else found


def edition(form: str, year: int) -> Edition:
    try:
        return editions().get(form=form, year=year)
    except Edition.DoesNotExist:
        raise UnknownEdition(f"{form} ({year})") from None


def edition_by_id(public_id: UUID | str) -> Edition:
    try:
        return editions().get(public_id=public_id)
    except Edition.DoesNotExist:
        raise UnknownEdition(public_id) from None


def other_forms(definition: FormDefinition) -> dict[str, FormDefinition]:
    """Forms of the same year whose cells the checks of this one may read, where published."""
    found = Edition.objects.filter(year=definition.edition, form__in=definition.beside).only("id", "form", "digest")
    return {one.form: definition_of(one) for one in found}


def previous_edition(definition: FormDefinition) -> FormDefinition | None:
    """The published edition its crosswalk starts from."""
    if definition.crosswalk is None:
        return None
    known = Edition.objects.filter(form=definition.form, year=definition.crosswalk.previous)
    found = known.only("id", "digest").first()
    return definition_of(found) if found else None


def lists_for(year: int) -> Lists:
    """All code lists as they hold at the end of the year, with labels."""
    return labelled_code_lists(date(year, 12, 31))


@cache
def joint_filings() -> tuple[JointFiling, ...]:
    """The short ways of filing several small forms at once, as the files of this version have them."""
    files = sorted(JOINT.glob("*.yaml"))
    return tuple(load_joint(file.read_text(encoding="utf-8"), path=f"forms/joint/{file.name}") for file in files)
