# SPDX-License-Identifier: EUPL-1.2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RefusalKind(TextChoices):
    """Why a way to the node and back did not end in a sign-in; the label is the title of the page."""

    UNKNOWN = "unknown", _("Nie znamy tego logowania")
    ELSEWHERE = "elsewhere", _("To logowanie zaczęło się w innym miejscu")
    USED = "used", _("To logowanie jest już zakończone")
    TOO_LATE = "too_late", _("Logowanie trwało zbyt długo")
    CANCELLED = "cancelled", _("Logowanie zostało przerwane")
    NO_PESEL = "no_pesel", _("Uwierzytelniono, ale bez numeru PESEL")
    REFUSED = "refused", _("Nie udało się potwierdzić Twojej tożsamości")
    SILENT = "silent", _("Węzeł krajowy nie odpowiada")
    BROKEN = "broken", _("Logowanie jest chwilowo niedostępne")


STATUSES = {
    RefusalKind.UNKNOWN: 400,
    RefusalKind.ELSEWHERE: 403,
    RefusalKind.USED: 409,
    RefusalKind.TOO_LATE: 410,
    RefusalKind.CANCELLED: 200,
    RefusalKind.NO_PESEL: 403,
    RefusalKind.REFUSED: 400,
    RefusalKind.SILENT: 502,
    RefusalKind.BROKEN: 503,
}

EXPLANATIONS = {
    RefusalKind.UNKNOWN: _("Adres, pod którym otwarto tę stronę, jest niepełny albo bardzo stary. Zacznij od nowa."),
    RefusalKind.ELSEWHERE: _(
        "Logowanie trzeba skończyć w tej samej przeglądarce, w której się zaczęło. Jeśli nie zaczynałeś logowania, "
        "ktoś mógł przysłać Ci swój odnośnik: nie zalogowaliśmy Cię na jego konto."
    ),
    RefusalKind.USED: _("Ta strona została otwarta drugi raz. Jeśli nie jesteś zalogowany, zacznij od nowa."),
    RefusalKind.TOO_LATE: _("Na zalogowanie się jest 30 minut. Zacznij od nowa."),
    RefusalKind.CANCELLED: _("Nie zalogowaliśmy Cię. Możesz zacząć od nowa, kiedy zechcesz."),
    RefusalKind.NO_PESEL: _(
        "Użyty środek identyfikacji nie przekazał numeru PESEL, a bez niego nie możemy założyć ani odnaleźć konta. "
        "Zaloguj się środkiem wydanym w Polsce, na przykład profilem zaufanym. Jeśli nie masz numeru PESEL, "
        "możesz wystąpić o jego nadanie w urzędzie gminy."
    ),
    RefusalKind.REFUSED: _(
        "Odpowiedź węzła krajowego nie przeszła sprawdzenia, więc nikogo nie zalogowaliśmy. Najczęściej pomaga "
        "rozpoczęcie od nowa."
    ),
    RefusalKind.SILENT: _("Spróbuj ponownie za kilka minut. Awaria nie leży po Twojej stronie."),
    RefusalKind.BROKEN: _("Pracujemy nad tym. Spróbuj ponownie za kilkanaście minut."),
}
