# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.reporter import joint
from ssoz.www.reporter.documents.papers import paper
from ssoz.www.reporter.documents.receipts import receipt
from ssoz.www.reporter.documents.workbooks import apply, exchange, workbook
from ssoz.www.reporter.duties import calendars, mine, overview, questionnaire
from ssoz.www.reporter.views.checking import checks
from ssoz.www.reporter.views.keeping import cell, changes, key, keyboard
from ssoz.www.reporter.views.listing import list_page
from ssoz.www.reporter.views.prefilling import confirm, prefill
from ssoz.www.reporter.views.remarks import remarks, remarks_at
from ssoz.www.reporter.views.saving import rows, save
from ssoz.www.reporter.views.sending import explain, send
from ssoz.www.reporter.views.sheet import prior, sheet_page
from ssoz.www.reporter.views.versions import comparison, version_list, version_page

app_name = "reporter"
urlpatterns = [
    path("sprawozdania/<slug:kind>/<slug:status>/", list_page, name="list"),
    path("sprawozdania/kontrole/<int:edition>/<slug:digest>/", checks, name="checks"),
    path("sprawozdania/klawisze/", keyboard, name="keyboard"),
    path("sprawozdania/klucz/", key, name="key"),
    path("razem/<slug:code>/", joint.questions, name="joint"),
    path("razem/<slug:code>/sprawdz/", joint.review, name="joint_review"),
    path("razem/<slug:code>/wyslij/", joint.send, name="joint_send"),
    path("razem/<slug:code>/wyslane/", joint.sent, name="joint_sent"),
    path("sprawozdanie/<uuid:report>/", sheet_page, name="sheet"),
    path("sprawozdanie/<uuid:report>/poprzedni/", prior, name="prior"),
    path("sprawozdanie/<uuid:report>/zapisz/", save, name="save"),
    path("sprawozdanie/<uuid:report>/zmiany/", changes, name="changes"),
    path("sprawozdanie/<uuid:report>/pole/<str:address>/", cell, name="cell"),
    path("sprawozdanie/<uuid:report>/wiersz/", rows, name="rows"),
    path("sprawozdanie/<uuid:report>/wyjasnij/", explain, name="explain"),
    path("sprawozdanie/<uuid:report>/wyslij/", send, name="send"),
    path("sprawozdanie/<uuid:report>/xlsx/", exchange, name="exchange"),
    path("sprawozdanie/<uuid:report>/xlsx/zastosuj/", apply, name="apply"),
    path("sprawozdanie/<uuid:report>/xlsx/<slug:what>/", workbook, name="workbook"),
    path("sprawozdanie/<uuid:report>/pdf/<slug:what>/", paper, name="paper"),
    path("sprawozdanie/<uuid:report>/potwierdzenie/<int:number>/", receipt, name="receipt"),
    path("sprawozdanie/<uuid:report>/uwagi/", remarks, name="remarks"),
    path("sprawozdanie/<uuid:report>/uwagi/<str:address>/", remarks_at, name="remarks_at"),
    path("sprawozdanie/<uuid:report>/przepisz/", prefill, name="prefill"),
    path("sprawozdanie/<uuid:report>/potwierdz/", confirm, name="confirm"),
    path("sprawozdanie/<uuid:report>/wersje/", version_list, name="versions"),
    path("sprawozdanie/<uuid:report>/wersje/<int:number>/", version_page, name="version"),
    path("sprawozdanie/<uuid:report>/porownanie/", comparison, name="comparison"),
    path("ankieta/", questionnaire.questionnaire, name="questionnaire"),
    path("ankieta/<uuid:unit>/", questionnaire.questionnaire_for, name="questionnaire_for"),
    path("ankieta/zmiana/", questionnaire.change, name="change"),
    path("obowiazki/", overview.duties, name="duties"),
    path("obowiazki/<uuid:round>/", overview.duty_page, name="duty"),
    path("obowiazki/<uuid:round>/nie-dotyczy/", overview.not_applicable, name="not_applicable"),
    path("obowiazki/<uuid:round>/termin/", overview.more_time, name="more_time"),
    path("obowiazki/zgloszenie/<uuid:petition>/wycofaj/", overview.withdraw_petition, name="withdraw_petition"),
    path("moje-sprawozdania/", mine.mine, name="mine"),
    path("kalendarz/", calendars.calendar, name="calendar"),
    path("kalendarz/adres/", calendars.address, name="calendar_address"),
    path("kalendarz/<secret_uuid:key>.ics", calendars.feed, name="feed"),
]
