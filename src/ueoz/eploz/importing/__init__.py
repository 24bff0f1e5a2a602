# SPDX-License-Identifier: EUPL-1.2
"""Accounts of e-PLOZ come from a CSV file, a hundred thousand in a minute; refusals are told with their lines."""

from shared.tables import BadFileError, Refusal
from ueoz.eploz.importing.loading import Imported, import_file

__all__ = ["BadFileError", "Imported", "Refusal", "import_file"]
