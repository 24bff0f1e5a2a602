# SPDX-License-Identifier: EUPL-1.2
"""What the administrator of the voivodeship that is shown finds to decide on."""

import pytest

from ssoz.access.actors import SYSTEM
from ssoz.applications.queries import case_for, queue
from ssoz.attachments.enums import AttachmentStatus
from ssoz.attachments.models import Attachment
from ssoz.demo.applications import WISHES, applicants, apply_all
from ssoz.demo.people import SHOWN
from ssoz.registers.enums import UnitKind
from ssoz.registers.models import Unit
from tests.factories import registers
from tests.factories.access import actor

pytestmark = pytest.mark.django_db


def test_applications_wait_with_signed_papers_the_oldest_first() -> None:
    registers.seats()
    for kind in dict.fromkeys(wish.kind for wish in WISHES):
        registers.unit(kind, SHOWN)
    units = {unit.pk: unit for unit in Unit.objects.all()}
    people = applicants(units.values())
    assert people == applicants(units.values())
    apply_all(people, units)
    office = actor(role="uw_admin", unit=Unit.objects.get(kind=UnitKind.VOIVODESHIP_OFFICE))
    waiting = list(queue(office))
    assert [row.role for row in waiting] == [role for wish in WISHES for role in wish.roles]
    assert [row.number for row in waiting] == sorted(row.number for row in waiting)
    assert [row.has_attachment for row in waiting].count(False) == 1
    assert set(Attachment.objects.values_list("status", flat=True)) == {AttachmentStatus.SAFE}
    assert all(paper.pages for paper in case_for(SYSTEM, waiting[-2].public_id).papers)
