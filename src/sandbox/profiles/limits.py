# SPDX-License-Identifier: EUPL-1.2
"""How often something may be tried. An attempt counts before it is made, so haste gains nothing."""

import hmac
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sandbox.profiles.errors import TooManyAttemptsError
from sandbox.profiles.models import Attempt
from shared import clock

WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Limit:
    """At most so many attempts in a quarter of an hour."""

    name: str
    most: int

    def count(self, value: str) -> None:
        """Count one more attempt, or refuse it."""
        key, now = self._key(value), clock.now()
        Attempt.objects.create(key=key, at=now)
        if Attempt.objects.filter(key=key, at__gt=now - WINDOW).count() > self.most:
            raise TooManyAttemptsError(_("Za dużo prób. Spróbuj ponownie za kwadrans."))

    def forgive(self, value: str) -> None:
        """Forget the attempts: it went well."""
        Attempt.objects.filter(key=self._key(value)).delete()

    def _key(self, value: str) -> str:
        words = f"{self.name}:{value.strip().casefold()}"
        return hmac.new(settings.SECRET_KEY.encode(), words.encode(), "sha256").hexdigest()


BY_NAME = Limit("name", 5)
BY_ADDRESS = Limit("address", 50)
CODES = Limit("codes", 6)
MAILS = Limit("mails", 5)
