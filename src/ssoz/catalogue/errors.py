# SPDX-License-Identifier: EUPL-1.2
from django.utils.translation import gettext as _


class CatalogueError(Exception):
    """A sentence for the person, and the HTTP status that fits."""

    status = 409


class EditionFrozen(CatalogueError):
    def __init__(self, form: str, year: int) -> None:
        super().__init__(
            _("Formularz %(form)s za rok %(year)d jest już używany w okresie sprawozdawczym i nie można go zmienić.")
            % {"form": form, "year": year}
        )


class UnknownEdition(CatalogueError):
    status = 404

    def __init__(self, edition: object) -> None:
        super().__init__(_("Nie ma takiego formularza: %(edition)s.") % {"edition": edition})
