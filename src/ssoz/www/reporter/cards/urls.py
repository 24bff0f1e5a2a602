# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.reporter.cards import filling, keeping, listing, moving, opening, uploads, years

app_name = "cards"
urlpatterns = [
    path("karty/", listing.list_page, name="list"),
    path("karty/nowa/", opening.open_page, name="open"),
    path("karty/weryfikacja/", years.verify_page, name="verify"),
    path("karty/plik/", uploads.upload_page, name="upload"),
    path("karty/plik/wzor.<slug:kind>", uploads.template_file, name="template"),
    path("karty/plik/<uuid:upload>/", uploads.preview, name="preview"),
    path("karty/plik/<uuid:upload>/decyzja/", uploads.decide, name="take"),
    path("karty/plik/<uuid:upload>/bledy.csv", uploads.problems_file, name="problems"),
    path("karty/rok/<int:year>/", years.year_page, name="year"),
    path("karty/rok/<int:year>/stan/", years.stock, name="stock"),
    path("karty/rok/<int:year>/przekaz/", years.hand_in, name="hand_in"),
    path("karty/rok/<int:year>/zatwierdz/", years.accept_all, name="accept_all"),
    path("karty/<uuid:card>/", filling.card_page, name="card"),
    path("karty/<uuid:card>/zapisz/", filling.save, name="save"),
    path("karty/<uuid:card>/zmiany/", keeping.changes, name="changes"),
    path("karty/<uuid:card>/wiersz/", filling.rows, name="rows"),
    path("karty/<uuid:card>/wyjasnij/", filling.explain, name="explain"),
    path("karty/<uuid:card>/zamknij/", moving.close, name="close"),
    path("karty/<uuid:card>/popraw/", moving.correct, name="correct"),
    path("karty/<uuid:card>/uniewaznij/", moving.void, name="void"),
    path("karty/<uuid:card>/decyzja/", moving.decide, name="decide"),
    path("karty/<uuid:card>/otworz-ponownie/", moving.reopen, name="reopen"),
]
