# SPDX-License-Identifier: EUPL-1.2
"""`./ssoz forms check | show | diff | rehearse`: form files without pages."""

from ssoz.commands.forms.console import main
from ssoz.commands.forms.files import ROOT, code_lists, published_files, shown

__all__ = ["ROOT", "code_lists", "main", "published_files", "shown"]
