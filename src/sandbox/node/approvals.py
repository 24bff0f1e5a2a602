# SPDX-License-Identifier: EUPL-1.2
"""What a telephone is asked: the node shows a code, the telephone reads it, its owner confirms."""

import re
import secrets
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from sandbox.citizens.models import Citizen
from sandbox.node.enums import ApprovalState, Means, SignInState
from sandbox.node.errors import NodeError
from sandbox.node.models import Approval, NodeSession, SignIn
from sandbox.node.operations import Identity, answer
from shared import clock

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none looks like another
LENGTH = 8
LASTS = timedelta(minutes=3)


def ask(sign_in: SignIn, means: Means) -> Approval:
    """Make a new code; those made before for the same sign-in no longer count."""
    Approval.objects.filter(sign_in=sign_in).delete()
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return Approval.objects.create(code=code, sign_in=sign_in, means=means, created_at=clock.now())


def of(sign_in: SignIn) -> Approval | None:
    """What the telephone was asked last."""
    return Approval.objects.filter(sign_in=sign_in).first()


def is_open(approval: Approval) -> bool:
    """Whether the code may still be used."""
    return approval.state == ApprovalState.PENDING and clock.now() - approval.created_at < LASTS


def clean_code(text: str) -> str:
    """The code, however it was typed."""
    return re.sub(r"[\s\-–]", "", text).upper()


def by_code(text: str) -> Approval:
    """What the code stands for; used, old and unknown ones look alike."""
    approval = Approval.objects.select_related("sign_in").filter(code=clean_code(text)).first()
    if approval is None or not is_open(approval) or approval.sign_in.state != SignInState.WAITING:
        raise NodeError(_("Ten kod jest nieznany, wygasł albo został już użyty. Pobierz na pierwszej stronie nowy."))
    return approval


def decide(approval: Approval, citizen: Citizen, state: ApprovalState) -> None:
    """The owner of the telephone confirms or refuses, once."""
    changed = Approval.objects.filter(pk=approval.pk, state=ApprovalState.PENDING).update(state=state, citizen=citizen)
    if not changed:
        raise NodeError(_("Na to pytanie już odpowiedziano."))


def take_up(sign_in: SignIn) -> tuple[str, NodeSession]:
    """Answer with whoever confirmed on the telephone; returns the artifact and the session."""
    approval = Approval.objects.select_related("citizen").filter(sign_in=sign_in).first()
    if approval is None or approval.state != ApprovalState.APPROVED or approval.citizen is None:
        raise NodeError(_("Telefon jeszcze niczego nie potwierdził."))
    return answer(sign_in, Means(approval.means), Identity.of(approval.citizen))
