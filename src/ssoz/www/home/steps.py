# SPDX-License-Identifier: EUPL-1.2
"""The one thing to do next, in a sentence, with the button that leads there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from shared.design.formatting import counted, day, distance, due, plural
from ssoz.access.actors import Actor
from ssoz.reports.queries import joint_offered
from ssoz.www.home.addresses import joint_address
from ssoz.www.home.duties import Duty, why_returned
from ssoz.www.home.queue import Waiting


@dataclass(frozen=True)
class Step:
    """What stands on top of the home page. Tone: nothing, `good`, `warn` or `bad`."""

    title: str
    text: str
    action: str = ""
    url: str = ""
    tone: str = ""


def own_step(actor: Actor, duties: Sequence[Duty], today: date) -> Step | None:
    """For whoever fills in: what came back, then what is due first, then that all is done."""
    if not duties:
        return None
    first = duties[0]
    if first.is_to_correct:
        return _correct(actor, first, today)
    if first.is_open:
        return _together(actor, duties, today) or _fill(first, today)
    return Step(_("Wszystko złożone"), _("Twoja jednostka nie ma teraz nic do wypełnienia."), tone="good")


def _correct(actor: Actor, duty: Duty, today: date) -> Step:
    returned = why_returned(actor, duty.report) if duty.report else None
    title = _("Następne: popraw %(form)s, termin %(due)s") % {"form": duty.form, "due": due(duty.due_on, today)}
    if returned is None:
        return Step(title, duty.title, _("Popraw"), duty.url, "warn")
    words = {"day": day(returned.at), "reason": returned.reason}
    return Step(title, _("Zwrócone do korekty %(day)s: „%(reason)s”") % words, _("Popraw"), duty.url, "warn")


def _fill(duty: Duty, today: date) -> Step:
    words = {"form": duty.form, "day": day(duty.due_on), "distance": distance(duty.due_on, today)}
    if duty.due_on < today:
        title, tone = _("Następne: %(form)s jest po terminie (%(day)s, %(distance)s)") % words, "bad"
    else:
        title, tone = _("Następne: %(form)s, termin %(day)s (%(distance)s)") % words, ""
    left = duty.expected - duty.filled
    text = duty.title
    if duty.is_started:
        words = {"title": duty.title, "remain": plural(left, _("Zostało|Zostały|Zostało")), "left": _cells(left)}
        text = _("%(title)s. %(remain)s %(left)s.") % words
    return Step(title, text, _("Przejdź do kart") if duty.is_card else _("Wypełnij"), duty.url, tone)


def _together(actor: Actor, duties: Sequence[Duty], today: date) -> Step | None:
    """The short way, where some of what is due first can be filed by a few answers: the quickest of it comes first."""
    first = {duty.form: duty for duty in reversed(duties) if duty.is_open and duty.due_on == duties[0].due_on}
    joint = joint_offered(actor, first)
    if joint is None:
        return None
    step = _fill(next(first[form] for form in joint.filing.forms if form in first), today)
    words = {"forms": _(" i ").join(joint.filing.forms)}
    text = _("%(forms)s złożysz jednym krokiem: wystarczy odpowiedzieć na kilka pytań.") % words
    return replace(step, text=text, action=_("Wypełnij razem"), url=joint_address(joint.filing.code))


def _cells(left: int) -> str:
    return counted(left, _("pole|pola|pól"))


def decision_step(queue: Sequence[Waiting]) -> Step:
    """For whoever decides: how much waits and since when."""
    if not queue:
        text = _("Żadne sprawozdanie nie czeka na Twoją decyzję. Nowe pojawią się tu po wysłaniu przez jednostki.")
        return Step(_("Wszystko zweryfikowane"), text, tone="good")
    total = sum(part.count for part in queue)
    oldest = min(queue, key=lambda part: (part.since is None, part.since))
    waits = plural(total, _("czeka|czekają|czeka"))
    title = _("Następne: na weryfikację %(waits)s %(reports)s") % {
        "waits": waits,
        "reports": counted(total, _("sprawozdanie|sprawozdania|sprawozdań")),
    }
    return Step(title, _("Najstarsze wysłano %(day)s.") % {"day": day(oldest.since)}, _("Zweryfikuj"), oldest.url)
