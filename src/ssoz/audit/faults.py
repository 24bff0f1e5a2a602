# SPDX-License-Identifier: EUPL-1.2
"""What a verification can find, each a Polish sentence that names the place."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext_lazy as _


class Kind(Enum):
    """What is wrong; the value is the sentence."""

    ALTERED = _("Zdarzenie {event} zostało zmienione: jego treść nie zgadza się ze skrótem w pieczęci {seal}.")
    REMOVED = _("Zdarzenie {event} zostało usunięte: pieczęć {seal} je obejmuje, a w dzienniku go nie ma.")
    INSERTED = _(
        "Zdarzenie {event} zostało wstawione: nie obejmuje go żadna pieczęć, a numer ma z czasu pieczęci {seal}."
    )
    SEAL_ALTERED = _("Pieczęć {seal} (zdarzenia {events}) została zmieniona: jej treść nie zgadza się z jej skrótem.")
    SEAL_REMOVED = _("Pieczęć {seal} została usunięta razem z tym, co poświadczała.")
    SEAL_MOVED = _("Pieczęć {seal} (zdarzenia {events}) nie wiąże się z poprzednią: łańcuch jest przerwany.")
    SEAL_FORGED = _("Pieczęci {seal} (zdarzenia {events}) nie podpisał ten system: łańcuch obliczono na nowo.")
    REWRITTEN = _(
        "Pieczęć {seal} (zdarzenia {events}) jest inna niż opublikowana {published}: łańcuch obliczono na nowo"
        " od poprzedniego opublikowanego korzenia."
    )
    CUT = _("Pieczęci {seal}, opublikowanej {published}, nie ma w bazie: usunięto najnowsze zdarzenia.")
    NAME_ALTERED = _("Imię i nazwisko osoby {event} w dzienniku zostało zmienione.")
    NAME_REMOVED = _("Imię i nazwisko osoby {event} usunięto z dziennika bez zdarzenia, które o tym mówi.")


@dataclass(frozen=True)
class Fault:
    """The first thing that is wrong, and where: an event (for names: a person), a seal, a published root."""

    kind: Kind
    seal: int = 0
    event: int = 0
    events: str = ""
    published: str = ""

    def __str__(self) -> str:
        return str(self.kind.value).format(
            event=self.event, seal=self.seal, events=self.events, published=self.published
        )
