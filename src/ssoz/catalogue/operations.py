# SPDX-License-Identifier: EUPL-1.2
"""Publishing forms: a file is taken in whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from engine.definitions import DefinitionError, FormDefinition, UnknownForm, load, standalone
from engine.publication import problems, seal
from shared.clock import now
from ssoz.access.actors import SYSTEM, Actor
from ssoz.access.permissions import Permission
from ssoz.access.policies import require
from ssoz.audit.operations import Who, record
from ssoz.catalogue.models import Edition
from ssoz.catalogue.passed import FORMS, passed_seals
from ssoz.catalogue.policies import check_can_change
from ssoz.catalogue.queries import Lists, lists_for, other_forms, previous_edition

Names = Collection[tuple[str, int]]  # of editions: form and year
READERS = re.compile(r"^(reads|after):", re.MULTILINE)  # in the text of a form that reads others


@transaction.atomic
def publish(*, by: Actor, text: str, path: str = "", coming: Callable[[], Names] = frozenset) -> Edition:
    """Take in one form file; raises DefinitionError with all its problems, each with its line. What is new or has
    changed passes the whole gate, proofs and all, unless it is known to have passed. Forms it names have to be
    published, or `coming` along with it."""
    require(by, Permission.DICTIONARY_MANAGE)
    draft = load(text, path=path, read=_other)
    whole = standalone(text, path=path, read=_other)
    lists = _used(lists_for(draft.edition), whole)
    definition = load(text, path=path, code_lists=lists, read=_other)
    present = Edition.objects.select_for_update().filter(form=definition.form, year=definition.edition).first()
    if present is not None and present.digest == definition.fingerprint:
        return present
    others, previous = other_forms(definition), previous_edition(definition)
    proven = not settings.GATE_PROOFS or seal(definition, others, previous) in passed_seals()
    refused = problems(definition, others, previous, lambda: {*_published(), *coming()}, deep=not proven)
    if refused:
        raise DefinitionError(refused)
    if present is not None:
        check_can_change(present)
    edition = _write(present or Edition(form=definition.form, year=definition.edition), definition, lists)
    edition.source, edition.path = whole, path
    edition.save()
    record(
        by=by,
        action="edition.published",
        object_type="edition",
        object_id=str(edition.public_id),
        data={"form": edition.form, "year": edition.year, "digest": edition.digest},
    )
    return edition


def _other(name: str) -> str:
    """The text of a form another one extends: a file of forms/, or an edition as published („MZ-29/2024”)."""
    form, _, year = name.rpartition("/")
    if year.isdigit():
        found = Edition.objects.filter(form=form, year=int(year)).values_list("source", flat=True).first()
        if found is None:
            raise UnknownForm(name, (f"{form}/{year}" for form, year in _published()))
        return found
    file = (FORMS.parent / name).resolve()
    if not file.is_relative_to(FORMS):
        raise FileNotFoundError(name)
    return file.read_text(encoding="utf-8")


def _published() -> Names:
    return set(Edition.objects.values_list("form", "year"))


def _used(lists: Lists, text: str) -> dict[str, dict[str, str]]:
    """Only lists the file speaks of are kept with the edition."""
    return {name: dict(codes) for name, codes in lists.items() if name in text}


def _write(edition: Edition, definition: FormDefinition, lists: Lists) -> Edition:
    edition.title, edition.title_en = definition.title.pl, definition.title.en
    edition.kind, edition.subject, edition.status = definition.kind, definition.subject, definition.status
    edition.lists = {name: dict(codes) for name, codes in lists.items()}
    edition.digest = definition.fingerprint
    edition.published_at = now()
    return edition


@transaction.atomic
def freeze(*, by: Who, edition: Edition) -> None:
    """From now on the edition stands as it is; called when its round opens."""
    frozen = Edition.objects.filter(pk=edition.pk, frozen_at__isnull=True).update(frozen_at=now())
    if frozen:
        record(
            by=by,
            action="edition.frozen",
            object_type="edition",
            object_id=str(edition.public_id),
            data={"digest": edition.digest},
        )


@transaction.atomic
def load_forms(*, by: Actor = SYSTEM, folder: Path | None = None) -> tuple[Edition, ...]:
    """Publish all files of a folder, or of every year, the oldest first: a form may extend the one before it.

    Of a year, those that read others come after them. Editions already in use stand as they are, whatever the folder
    says now.
    """
    frozen = set(Edition.objects.filter(frozen_at__isnull=False).values_list("path", flat=True))
    found = sorted(folder.glob("*.yaml") if folder else FORMS.glob("[0-9]*/*.yaml"))
    root = folder.parents[1] if folder else FORMS.parent
    texts = {str(path.relative_to(root)): path.read_text(encoding="utf-8") for path in found}
    order = sorted(texts, key=lambda path: (path.rpartition("/")[0], bool(READERS.search(texts[path])), path))
    coming = cache(partial(_names, texts))
    return tuple(publish(by=by, text=texts[path], path=path, coming=coming) for path in order if path not in frozen)


def _names(texts: Mapping[str, str]) -> Names:
    drafts = (load(text, path=path, read=_other) for path, text in texts.items())
    return {(draft.form, draft.edition) for draft in drafts}
