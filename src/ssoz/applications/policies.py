# SPDX-License-Identifier: EUPL-1.2
"""What an application must be and what its state allows, whoever asks."""

from collections.abc import Callable, Collection, Iterator
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from shared import clock
from shared.identifiers import IdentifierError, clean_phone
from ssoz.access.actors import Actor
from ssoz.access.enums import ProfileStatus
from ssoz.access.models import Profile
from ssoz.applications.errors import ApplicationError, BadFields, NoDraft, NotAllowed, OwnApplication
from ssoz.applications.models import Application, Submission
from ssoz.applications.states import move
from ssoz.registers.models import Unit

LONGEST_REASON = 4000
LONGEST_EMAIL = 254
DRAFT_LIFE = timedelta(days=30)
PENDING_LIFE = timedelta(days=365)
REJECTED_LIFE = timedelta(days=90)


def holds(check: Callable[[], object]) -> bool:
    try:
        check()
    except ApplicationError:
        return False
    return True


def check_editable(submission: Submission) -> None:
    """Steps one to three are open until the numbers are given."""
    if not submission.is_open:
        raise NoDraft
    if submission.saved_at:
        raise NotAllowed(_("Wniosek jest już zapisany i ma nadane numery. Dokończ go albo z niego zrezygnuj."))


def check_unit_open(unit: Unit) -> None:
    if not unit.holds_on(clock.today()):
        raise NotAllowed(_("Ta jednostka została wykreślona z rejestru. Wybierz inną jednostkę."))


def check_profile(profile: Profile | None) -> None:
    if profile is not None and profile.blocked_at is not None:
        raise NotAllowed(_("Twój profil w tej jednostce jest zablokowany, więc nie można wnioskować o role w nim."))


def check_profile_open(profile: Profile) -> None:
    """A role given in a blocked profile would work for nobody, and seem to."""
    if profile.blocked_at is not None:
        raise NotAllowed(_("Profil tej osoby w tej jednostce jest zablokowany. Najpierw go odblokuj."))
    if not profile.unit.holds_on(clock.today()):
        raise NotAllowed(_("Jednostka została wykreślona z rejestru, więc nie można w niej nadać roli."))


def check_roles(roles: Collection[str], offered: Collection[str]) -> None:
    if not roles:
        raise BadFields({"roles": _("Wybierz przynajmniej jedną rolę.")})
    if not set(roles) <= set(offered):
        raise BadFields({"roles": _("Wybierz role z listy: pozostałe już pełnisz albo o nie wnioskujesz.")})


def check_contact(phone: str, email: str) -> tuple[str, str]:
    """Telephone and e-mail as they are kept, or every problem with them at its field."""
    problems = dict(_contact_problems(phone, email))
    if problems:
        raise BadFields(problems)
    return clean_phone(phone), email.strip()


def _contact_problems(phone: str, email: str) -> Iterator[tuple[str, str]]:
    try:
        clean_phone(phone)
    except IdentifierError as error:
        yield "phone", str(error) if phone.strip() else _("Podaj numer telefonu.")
    try:
        validate_email(email.strip())
    except ValidationError:
        yield "email", _("Podaj poprawny adres e-mail, na przykład jan.kowalski@szpital.pl.")
    else:
        if len(email.strip()) > LONGEST_EMAIL:
            yield "email", _("Adres e-mail może mieć najwyżej %(limit)d znaki.") % {"limit": LONGEST_EMAIL}


def check_can_finish(submission: Submission, *, has_file: bool) -> None:
    """Everything that is missing, at once."""
    problems = {}
    if submission.downloaded_at is None:
        problems["paper"] = _("Pobierz wniosek: bez niego nie można zakończyć.")
    if not has_file:
        problems["file"] = _("Załącz podpisany wniosek albo wybierz „Później załączę plik lub wyślę go mailem”.")
    if problems:
        raise BadFields(problems)


def check_can_withdraw(application: Application) -> None:
    move("withdraw", application.status)


def can_withdraw(application: Application) -> bool:
    return holds(lambda: check_can_withdraw(application))


def check_not_own(application: Application, by: Actor) -> None:
    """Four eyes: whoever applied does not decide."""
    if by.person_id is not None and by.person_id == application.profile.person_id:
        raise OwnApplication


def check_can_decide(application: Application, by: Actor, decision: str) -> None:
    """`decision` is the name of a move: approve, reject, archive or revoke."""
    move(decision, application.status)
    check_not_own(application, by)


def can_decide(application: Application, by: Actor, decision: str) -> bool:
    return holds(lambda: check_can_decide(application, by, decision))


def check_reason(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise BadFields({"reason": _("Podaj powód.")})
    if len(reason) > LONGEST_REASON:
        raise BadFields({"reason": _("Powód może mieć najwyżej %(limit)d znaków.") % {"limit": LONGEST_REASON}})
    return reason


def profile_status(*, blocked: bool, unit_closed: bool, roles_held: int, undecided: int, ended: int) -> ProfileStatus:
    """The table of the manual. A role that came from SSOZ I counts as an approved application, one lost as archived."""
    if blocked or unit_closed:
        return ProfileStatus.BLOCKED
    if roles_held:
        return ProfileStatus.ACTIVE
    return ProfileStatus.REJECTED if ended and not undecided else ProfileStatus.NOT_ACTIVATED
