# SPDX-License-Identifier: EUPL-1.2
"""Every address × every role × own, near and far: one table, made from the declarations, walked for real.

A new address is walked as soon as it is there; one that names an object has to say of what sort (`addresses.py`).
"""

from collections.abc import Iterator, Mapping
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from shared import clock
from ssoz.access.actors import Actor
from ssoz.access.models import Profile
from ssoz.access.modules import modules_for
from ssoz.access.permissions import Permission, list_permissions
from ssoz.access.queries import profile_actor
from ssoz.access.roles import ROLES
from ssoz.applications.models import Submission
from ssoz.attachments import storage
from ssoz.attachments.models import Attachment
from ssoz.registers.enums import UnitCharacter, UnitKind
from ssoz.registers.models import Unit
from tests.factories import cards, registers
from tests.factories.access import person, profile, signed_in, signed_in_person
from tests.factories.applications import finished
from tests.factories.reports import blank_report, tiny
from tests.integration.access.addresses import (
    ALL_KINDS,
    KINDS,
    NAMED,
    OF_CARDS,
    PERSONAL,
    PLACED,
    SUBJECTS,
    Address,
    Thing,
    addresses,
)

pytestmark = pytest.mark.django_db
ALL = addresses()
DEEDS = {  # have nothing to show
    *(f"reporter:{name}" for name in ("save", "rows", "explain", "send", "prefill", "confirm", "apply")),
    "supervisor:assign",
    *(f"cards:{name}" for name in (*OF_CARDS, "take")),
}
LEAVING = "account:sign_out"
WANTED = {  # a role to apply for in a unit of each character
    UnitCharacter.CENTRAL: "cez_staff",
    UnitCharacter.SUPERVISING: "supervisor_financial",
    UnitCharacter.REPORTING: "reporter_nonfinancial",
}
World = dict[str, list[Thing]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One of everything in every unit that matters; made once, taken back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield _made()
        transaction.set_rollback(True)


def _made() -> World:
    registers.seats()
    editions = {kind: tiny(2025 - place, kind, SUBJECTS[kind]) for place, kind in enumerate(ALL_KINDS)}
    world: World = {
        name: [] for name in ("report", "unit", "card", "upload", "profile", "application", "submission", "attachment")
    }
    for unit in _units():
        for kind, edition in editions.items():
            world["report"].append(Thing(blank_report(unit, edition).public_id, unit, kind=kind))
        world["unit"].append(Thing(unit.public_id, unit))
        world["card"].append(Thing(cards.admitted(unit).public_id, unit))
        world["upload"].append(Thing(cards.uploaded(unit).public_id, unit))
        role = WANTED[UnitCharacter(unit.character)]
        world["profile"].append(Thing(profile(role, unit=unit).public_id, unit, role=role))
        for wanted in dict.fromkeys((role, "reporter_psychiatric" if unit.kind == UnitKind.HOSPITAL else role)):
            _ask(world, unit, wanted)
    return world


def _units() -> list[Unit]:
    """The units of those who act, a hospital in the same voivodeship and one far away."""
    kinds = (
        UnitKind.HOSPITAL,
        UnitKind.VOIVODESHIP_OFFICE,
        UnitKind.EHEALTH_CENTRE,
        UnitKind.PSYCHIATRY_INSTITUTE,
        UnitKind.ADDICTION_CENTRE,
    )
    own = [registers.unit(kind) for kind in kinds]
    return [*own, registers.unit(voivodeship="14"), registers.unit(voivodeship="02")]


def _ask(world: World, unit: Unit, role: str) -> None:
    made: Submission = finished(role, unit=unit)
    application = made.applications.get()
    file = Attachment.objects.create(
        collection=made.public_id,
        name="wniosek.pdf",
        media_type="application/pdf",
        size=5,
        digest="0" * 64,
        status="safe",
        uploaded_by=made.person,
        uploaded_at=clock.now(),
        scanned_at=clock.now(),
    )
    storage.put(storage.safe(file.public_id), BytesIO(b"%PDF-"))
    world["application"].append(Thing(application.public_id, unit, role=role))
    world["submission"].append(Thing(made.public_id, unit, role=role))
    world["attachment"].append(Thing(file.public_id, unit, role=role))


def worker(role: str) -> Profile:
    """Somebody in this role, in the unit of the world where such people work."""
    definition = ROLES[role]
    kind = next(iter(definition.kinds), None)
    units = Unit.objects.order_by("pk").filter(**({"kind": kind} if kind else {"character": definition.character}))
    return profile(role, unit=units[0])


def _places(things: list[Thing], actor: Actor) -> list[Thing]:
    """Those of the own unit, of one near and of one far."""
    near, far = list(dict.fromkeys(thing.unit.pk for thing in things))[-2:]
    return [thing for thing in things if thing.unit.pk in {actor.unit_id, near, far}]


def filled(address: Address, actor: Actor | None = None) -> str:
    """The address with what stands in it; lists of reports are of a kind that this profile may open."""
    named: Mapping[str, object] = NAMED.get(address.name, {})
    if address.name == "reporter:list" and actor:
        kinds = [slug for kind, slug in KINDS.items() if actor.may(*list_permissions(kind))]
        named = {**named, "kind": next(iter(kinds), "niefinansowe")}
    return reverse(address.name, kwargs=dict(named))


def test_every_address_with_a_name_in_it_says_of_what_sort_it_is() -> None:
    named = {address.name: set(address.parameters) for address in ALL if address.parameters}
    told = {
        **{name: set(named) for name, named in NAMED.items()},
        **{name: {parameter} for name, (_what, parameter) in PERSONAL.items()},
        **{name: {parameter, *rest} for name, (_what, parameter, rest, _reach) in PLACED.items()},
    }
    assert named == told


def test_addresses_are_as_in_the_manual_and_no_two_alike() -> None:
    routes = [address.route for address in ALL]
    assert len(routes) == len(set(routes))
    assert {"", "zaloguj/", "wyloguj/", "oidc/powrot/", "profil/", "moje-konto/"} <= set(routes)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_exactly_the_pages_declared_for_it(role: str, client: Client, world: World) -> None:
    held = worker(role)
    signed_in(client, held)
    actor = profile_actor(held)
    for address in ALL:
        if address.name in PLACED or address.name in PERSONAL or address.name == LEAVING or address.rule.is_public:
            continue
        answer = client.get(filled(address, actor))
        may = address.opened_by(actor)
        assert (answer.status_code != 403) == may, f"{address.name}: {answer.status_code} for {role}"
        assert answer.status_code < 500, address.name


@pytest.fixture
def unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gets in is decided before a page is painted, and painting is most of the time."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_, **__: "")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.usefixtures("unpainted")
def test_a_role_reaches_exactly_what_its_scope_covers(role: str, client: Client, world: World) -> None:
    held = worker(role)
    signed_in(client, held)
    actor = profile_actor(held)
    for address in ALL:
        if address.name not in PLACED:
            continue
        what, parameter, rest, reach = PLACED[address.name]
        opened = address.opened_by(actor)
        for thing in _places(world[what], actor) if opened else world[what][:1]:
            url = reverse(address.name, kwargs={parameter: thing.public_id, **rest})
            expected = reach(actor, thing) if opened else 403
            if address.name not in DEEDS:
                answer = client.get(url).status_code
                assert answer == expected, f"{url}: {answer} instead of {expected} for {role}, {thing}"
            if expected != 200:
                assert client.post(url).status_code >= 400, f"POST {url} for {role}, {thing}"


@pytest.mark.parametrize("role", ["cez_admin", "uw_admin", "unit_admin", ""])
def test_what_is_somebody_elses_own_is_unknown_to_everybody(role: str, client: Client, world: World) -> None:
    if role:
        signed_in(client, worker(role))
    else:
        signed_in_person(client, person())
    for name, (what, parameter) in PERSONAL.items():
        url = reverse(name, kwargs={parameter: world[what][0].public_id})
        assert client.get(url).status_code in (404, 405), url
        assert client.post(url).status_code in (404, 405), url


def test_without_a_profile_only_what_is_for_everybody_signed_in_opens(client: Client, world: World) -> None:
    signed_in_person(client, person())
    for address in ALL:
        if address.name in PERSONAL or address.name == LEAVING or address.rule.is_public:
            continue
        if address.name in PLACED:
            what, parameter, rest, _reach = PLACED[address.name]
            url = reverse(address.name, kwargs={parameter: world[what][0].public_id, **rest})
        else:
            url = filled(address)
        answer = client.get(url)
        if address.rule.permissions:
            assert answer.status_code == 302, url
            assert answer["Location"].startswith("/profil/?next="), url
            assert client.post(url).status_code == 403, url
        else:
            unknown = answer.status_code in (404, 405)
            assert unknown if address.name in PLACED else answer.status_code not in (403, 500), url


def test_a_visitor_opens_public_pages_only(client: Client, world: World) -> None:
    for address in ALL:
        if address.name in PLACED or address.name in PERSONAL:
            what, parameter, *rest = PLACED.get(address.name) or PERSONAL[address.name]
            named = {parameter: world[what][0].public_id, **(rest[0] if rest else {})}
            url = reverse(address.name, kwargs=named)
        else:
            url = filled(address)
        answer = client.get(url)
        led_away = answer.status_code == 302 and answer["Location"].startswith("/zaloguj/?next=")
        closed = led_away or (answer.status_code == 405 and not address.rule.is_public)
        assert closed == (not address.rule.is_public), f"{url}: {answer.status_code}"


@pytest.mark.parametrize("role", ROLES)
def test_modules_in_the_header_lead_to_pages_that_open(role: str, client: Client) -> None:
    held = profile(role=role)
    signed_in(client, held)
    modules = list(modules_for(profile_actor(held)))
    assert len(modules) >= 1
    for module in modules:
        assert client.get(module.url).status_code == 200, module.url


def test_every_permission_that_guards_a_page_is_given_to_somebody() -> None:
    guarded: set[Permission] = set().union(*(address.rule.permissions for address in ALL))
    assert all(any(permission in role.permissions for role in ROLES.values()) for permission in guarded)
