# SPDX-License-Identifier: EUPL-1.2
"""Electronic signatures in PDF files against a list of trusted issuers. Pure: no Django, no network, no database."""

from ssoz.attachments.signatures.examining import examine
from ssoz.attachments.signatures.reports import PaperMatch, Result, SignatureReport
from ssoz.attachments.signatures.trust import TrustList, load

__all__ = ["PaperMatch", "Result", "SignatureReport", "TrustList", "examine", "load"]
