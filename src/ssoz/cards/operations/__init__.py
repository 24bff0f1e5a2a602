# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be done to cards: permission, policy, computation, one transaction, trail, event."""

from ssoz.cards.operations.filling import Saved, add_row, explain, remove_row, save_cells
from ssoz.cards.operations.handing import accept_all, hand_in
from ssoz.cards.operations.looking import compare_wards, follow_card, view_card
from ssoz.cards.operations.moving import accept_card, close_card, correct_card, reopen_card, return_card, void_card
from ssoz.cards.operations.opening import ASKED, NEEDED, Admission, open_card, unit_for
from ssoz.cards.operations.rotating import rotate_cards
from ssoz.cards.operations.stocktaking import Stock, take_stock
from ssoz.cards.operations.uploading import File, drop_forgotten, drop_upload, read_upload, store_upload, take_in

__all__ = [
    "ASKED",
    "NEEDED",
    "Admission",
    "File",
    "Saved",
    "Stock",
    "accept_all",
    "accept_card",
    "add_row",
    "close_card",
    "compare_wards",
    "correct_card",
    "drop_forgotten",
    "drop_upload",
    "explain",
    "follow_card",
    "hand_in",
    "open_card",
    "read_upload",
    "remove_row",
    "reopen_card",
    "return_card",
    "rotate_cards",
    "save_cells",
    "store_upload",
    "take_in",
    "take_stock",
    "unit_for",
    "view_card",
    "void_card",
]
