# SPDX-License-Identifier: EUPL-1.2
"""Cells of the card's form that the system itself reads or writes; every other cell is the form's own business."""

KIND = "d1.kod.k1"
NUMBER = "d1.numer.k1"
FACILITY = "d1.zaklad.k1"
SURNAME = "d2.nazwisko.k1"
NAME = "d2.imie.k1"
SEX = "d2.plec.k1"
BORN = "d2.urodzony.k1"
ADMITTED = "d3.przyjety.k1"
DISCHARGED = "d5.wypisany.k1"
STAYS = "d4"
WARD, FROM, TO = "oddzial", "od", "do"

GIVEN = frozenset({KIND, NUMBER})  # the system gives them; they stand in columns, not in the encrypted sheet
OF_LEAVING = (DISCHARGED, "d5.tryb_wypisu.k1", "d5.zgon.k1")  # what a card of somebody still there does not say
UNKNOWN = "NN"
