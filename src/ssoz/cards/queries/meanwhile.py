# SPDX-License-Identifier: EUPL-1.2
"""What others have written into a card meanwhile. Texts come from the card as it stands: saves keep none."""

from collections.abc import Collection

from engine.answers import format_cell
from engine.definitions import UnknownCell
from ssoz.cards.models import Card, CardEdit
from ssoz.cards.queries.forms import form_of
from ssoz.cards.sealing import Content
from ssoz.reports.queries import LastEdit, Meanwhile
from ssoz.reports.queries.history import AT_ONCE, Foreign, is_row


def meanwhile(card: Card, content: Content, since: int, own: Collection[int] = ()) -> Meanwhile:
    """What was saved since the version a page last knew, but for what it wrote itself (versions of its own)."""
    if set(own).issuperset(range(since + 1, card.version + 1)):
        return Meanwhile(card.version)
    last: dict[str, CardEdit] = {}
    for edit in CardEdit.objects.filter(card=card, version__gt=since, version__lte=card.version)[:AT_ONCE]:
        last |= dict.fromkeys(edit.cells, edit)
    foreign = {address: edit for address, edit in last.items() if edit.version not in own}
    cells = (_foreign(card, content, address, edit) for address, edit in foreign.items() if not is_row(address))
    sections = dict.fromkeys(address.partition(".")[0] for address in foreign if is_row(address))
    return Meanwhile(card.version, tuple(cell for cell in cells if cell), tuple(sections))


def _foreign(card: Card, content: Content, address: str, edit: CardEdit) -> Foreign | None:
    try:
        spec = form_of(card).cell(address)
    except UnknownCell:  # the card follows the form of another year since
        return None
    return Foreign(address, format_cell(spec, content.sheet.cells.get(address)), edit.person_name, edit.at)


def last_edits(card: Card, addresses: Collection[str]) -> dict[str, LastEdit]:
    """By whom cells that two people have changed were changed last."""
    edits = CardEdit.objects.filter(card=card, cells__overlap=list(addresses)) if addresses else ()
    return {
        address: LastEdit(edit.person_name, edit.at) for edit in edits for address in addresses if address in edit.cells
    }
