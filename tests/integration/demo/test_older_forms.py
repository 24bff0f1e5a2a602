# SPDX-License-Identifier: EUPL-1.2
"""A demo started over the data of an earlier version."""

import pytest

from shared import clock
from ssoz.catalogue.models import Edition
from ssoz.catalogue.queries import unreadable
from ssoz.demo.building import refuse_older_forms
from ssoz.demo.errors import DemoError
from tests.factories.reports import round_of, tiny

pytestmark = pytest.mark.django_db
OLDER = '  check: unit.voivodeship in ("[01]*") => d1[w02,k1] >= 0\n'


def test_forms_that_this_version_reads_are_left_alone() -> None:
    round_of(tiny(2025))
    refuse_older_forms()
    assert unreadable() == ()


def test_a_form_this_version_cannot_read_is_named_with_what_to_do() -> None:
    round_of(tiny(2024))
    edition = tiny(2025)
    round_of(edition)
    text = edition.source.partition("checks:")[0] + "checks:\n- id: T-09\n" + OLDER
    Edition.objects.filter(pk=edition.pk).update(source=text, digest="0" * 64, frozen_at=clock.now())
    assert unreadable() == (str(edition),)
    with pytest.raises(DemoError, match="--fresh") as caught:
        refuse_older_forms()
    assert str(caught.value).count("T-1") == 1
