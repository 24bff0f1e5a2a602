# SPDX-License-Identifier: EUPL-1.2
"""Nothing a dishonest network, service or node sends is taken for a sign-in, and nothing but SamlError comes of it."""

from datetime import timedelta

import pytest

from shared.saml import Reason, SamlError
from tests.factories.saml import HALINA, NOW, Memory
from tests.unit.shared.saml.forging import scene
from tests.unit.shared.saml.vectors import VECTORS, WRAPPINGS


def test_the_scene_itself_is_honest() -> None:
    stage = scene()
    assert stage.answer.read() == HALINA
    assert stage.answer.read(stage.honest(lambda _: None)) == HALINA


@pytest.mark.parametrize("name", WRAPPINGS)
def test_wrapping_is_refused(name: str) -> None:
    stage = scene()
    with pytest.raises(SamlError) as refusal:
        stage.answer.read(WRAPPINGS[name](stage))
    assert refusal.value.reason in {Reason.SIGNATURE, Reason.MALFORMED}


@pytest.mark.parametrize("name", VECTORS)
def test_a_dishonest_answer_is_refused(name: str) -> None:
    attack, reason = VECTORS[name]
    stage = scene()
    with pytest.raises(SamlError) as refusal:
        stage.answer.read(attack(stage))
    assert refusal.value.reason is reason
    assert "74031281842" not in str(refusal.value)


def test_an_answer_is_not_taken_twice() -> None:
    answer, seen = scene().answer, Memory()
    answer.read(seen=seen)
    with pytest.raises(SamlError) as refusal:
        answer.read(seen=seen)
    assert refusal.value.reason is Reason.REPLAY


@pytest.mark.parametrize("identifier", ["request_id", "resolve_id"])
def test_an_answer_to_another_request_is_refused(identifier: str) -> None:
    with pytest.raises(SamlError) as refusal:
        scene().answer.read(**{identifier: "ID-other"})
    assert refusal.value.reason is Reason.ADDRESSEE


@pytest.mark.parametrize("minutes", [-6, 6, 31, 60])
def test_an_answer_at_another_time_is_refused(minutes: int) -> None:
    with pytest.raises(SamlError) as refusal:
        scene().answer.read(now=NOW + timedelta(minutes=minutes))
    assert refusal.value.reason is Reason.TIME


def test_what_is_refused_for_another_reason_is_not_remembered() -> None:
    seen = Memory()
    stage = scene()
    with pytest.raises(SamlError):
        stage.answer.read(VECTORS["wrong_audience"][0](stage), seen=seen)
    assert not seen.known
