# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from ssoz.www.statistician import views

app_name = "statistician"
urlpatterns = [
    path("statystyka/", views.tables, name="tables"),
    path("statystyka/<slug:code>/", views.table, name="table"),
    path("statystyka/<slug:code>/mapa/", views.map_page, name="map"),
    path("statystyka/<slug:code>/mapa.svg", views.map_picture, name="map_picture"),
    path("statystyka/<slug:code>.xlsx", views.workbook, name="workbook"),
    path("statystyka/<slug:code>.csv", views.spreadsheet_csv, name="csv"),
    path("statystyka/<slug:code>.dane.csv", views.data_csv, name="data"),
]
