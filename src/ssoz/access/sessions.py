# SPDX-License-Identifier: EUPL-1.2
"""What a session knows: the person, the profile, since when, and when the person last did something."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from shared import clock

STEP = timedelta(seconds=30)  # activity is written down no oftener
PERSON, PROFILE, BEGAN, ACTIVE, ID_TOKEN = "person", "profile", "began", "active", "id_token"
LOCAL = "local"  # the person came in by a password of our own
PROVIDER_SESSION = "provider_session"  # what the identity provider calls its own session, the claim `sid`


@dataclass(frozen=True)
class Life:
    """The two limits of a session, counted from its first moment and from the last activity."""

    began: datetime
    active: datetime

    @property
    def ends(self) -> datetime:
        return min(self.longest, self.active + settings.SESSION_IDLE)

    @property
    def longest(self) -> datetime:
        """When the session ends however busy the person is."""
        return self.began + settings.SESSION_LONGEST

    @property
    def is_final(self) -> bool:
        """Whether being active would lengthen it no more."""
        return self.ends == self.longest

    @property
    def seconds_left(self) -> int:
        return max(0, int((self.ends - clock.now()).total_seconds()))

    @property
    def is_over(self) -> bool:
        return clock.now() >= self.ends


def begin(request: HttpRequest, *, person: int, id_token: str, provider_session: str) -> None:
    """Start a session of its own: nothing of what the browser brought along survives, its key least of all."""
    request.session.flush()
    moment = clock.now().timestamp()
    request.session.update({PERSON: person, PROFILE: None, BEGAN: moment, ACTIVE: moment})
    request.session.update({ID_TOKEN: id_token, PROVIDER_SESSION: provider_session})
    rotate_token(request)


def work_in(request: HttpRequest, profile: int) -> None:
    """Go on in another profile, under a new key."""
    request.session[PROFILE] = profile
    request.session.cycle_key()


def life(session: SessionBase) -> Life:
    """How long the session has been and will be there; one that does not say is over."""
    began, active = (datetime.fromtimestamp(session.get(key, 0), clock.WARSAW) for key in (BEGAN, ACTIVE))
    return Life(began, active)


def touch(session: SessionBase) -> None:
    """Write down that the person did something."""
    if clock.now() - life(session).active >= STEP:
        session[ACTIVE] = clock.now().timestamp()
