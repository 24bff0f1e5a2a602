# SPDX-License-Identifier: EUPL-1.2
"""Every signature of a file, checked and described; what cannot be understood is broken, never valid."""

import asyncio
from datetime import datetime
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy, RevocationCheckingPolicy, RevocationCheckingRule

from ssoz.attachments.signatures.reports import PaperMatch, Result, SignatureReport
from ssoz.attachments.signatures.trust import TrustList

MOST = 10
WEAK = frozenset({"md2", "md5", "sha1"})
KNOWN = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_OR_OCSP_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED,
    )
)
SIGNING = KeyUsageConstraints(key_usage={"non_repudiation"})


def examine(pdf: bytes, trust: TrustList, paper: bytes | None, moment: datetime) -> tuple[SignatureReport, ...]:
    """Describe the signatures in their order; a file without any has an empty report."""
    try:
        found = _signatures(pdf)
    except (PdfReadError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        return (SignatureReport(result=Result.BROKEN, detail=_short(error)),) if b"/ByteRange" in pdf else ()
    match = _paper(pdf, paper)
    last = len(found) - 1
    return tuple(
        asyncio.run(_Examination(signature, trust, moment, match, is_last=number == last).report())
        for number, signature in enumerate(found)
    )


def _signatures(pdf: bytes) -> list[Any]:
    reader: Any = PdfFileReader(BytesIO(pdf), strict=False)
    return list(reader.embedded_regular_signatures)[:MOST]


def _paper(pdf: bytes, paper: bytes | None) -> PaperMatch:
    """A signature is added behind what was there: the printed file has to stand at the beginning, whole."""
    if paper is None:
        return PaperMatch.UNKNOWN
    return PaperMatch.SAME if pdf.startswith(paper.rstrip(b"\r\n")) else PaperMatch.OTHER


class _Examination:
    """One signature under examination."""

    def __init__(self, signature: Any, trust: TrustList, moment: datetime, paper: PaperMatch, *, is_last: bool) -> None:
        self.signature, self.trust, self.moment, self.paper, self.is_last = signature, trust, moment, paper, is_last

    async def report(self) -> SignatureReport:
        described: dict[str, Any] = {"paper": self.paper}
        try:
            described |= _person(self.signature)
            result, more = await self._judge()
        except Exception as error:
            return SignatureReport(result=Result.BROKEN, detail=_short(error), **described)
        return SignatureReport(result=result, **described, **more)

    async def _judge(self) -> tuple[Result, dict[str, Any]]:
        if {self.signature.md_algorithm, self.signature.external_md_algorithm} & WEAK:
            return Result.WEAK, {}
        status = await self._status(self.moment)
        stamp = status.timestamp_validity
        is_stamped = bool(stamp and stamp.intact and stamp.valid and stamp.trusted)
        if is_stamped and not status.trusted:
            status = await self._status(stamp.timestamp)
        more = {
            "signed_at": stamp.timestamp if is_stamped else self.signature.self_reported_timestamp,
            "is_timestamped": is_stamped,
        }
        result = self._integrity(status) or self._believed(status)
        if result == Result.VALID and self.trust.revocations:
            strict = await self._status(stamp.timestamp if is_stamped else self.moment, KNOWN)
            return (Result.REVOKED if strict.revoked else result), {**more, "is_revocation_known": strict.trusted}
        return result, more

    async def _status(self, moment: datetime, policy: CertRevTrustPolicy | None = None) -> Any:
        context = ValidationContext(
            trust_roots=self.trust.issuers,
            other_certs=self.signature.other_embedded_certs,
            crls=self.trust.revocations,
            moment=moment,
            allow_fetching=False,
            revocation_mode="soft-fail",
            revinfo_policy=policy,
        )
        return await async_validate_pdf_signature(self.signature, context, key_usage_settings=SIGNING)

    def _integrity(self, status: Any) -> Result | None:
        if not (status.intact and status.valid):
            return Result.ALTERED
        if self.is_last and status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
            return Result.APPENDED
        level = status.modification_level or ModificationLevel.NONE
        return Result.ALTERED if level > ModificationLevel.FORM_FILLING or not status.docmdp_ok else None

    def _believed(self, status: Any) -> Result:
        certificate = self.signature.signer_cert
        if status.trusted:
            return Result.VALID
        if status.revoked:
            return Result.REVOKED
        usage = certificate.key_usage_value
        if usage is None or "non_repudiation" not in usage.native:
            return Result.WRONG_USAGE
        if self.moment > certificate.not_valid_after:
            return Result.EXPIRED
        return Result.NOT_YET_VALID if self.moment < certificate.not_valid_before else Result.UNKNOWN_ISSUER


def _person(signature: Any) -> dict[str, str]:
    subject, issuer = signature.signer_cert.subject.native, signature.signer_cert.issuer.native
    return {
        "name": _text(subject.get("common_name")),
        "given_name": _text(subject.get("given_name")),
        "family_name": _text(subject.get("surname")),
        "serial": _text(subject.get("serial_number")),
        "issuer": _text(issuer.get("common_name") or issuer.get("organization_name")),
    }


def _text(value: object) -> str:
    """Names may come several at once; nothing of them is longer than a name is."""
    return str(value[0] if isinstance(value, list) else value or "")[:200]


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]
