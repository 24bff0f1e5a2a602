# SPDX-License-Identifier: EUPL-1.2
"""Whose signature a file bears, and whether it holds: every way we know to make one look better than it is."""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from ssoz.attachments.signatures import PaperMatch, Result, SignatureReport, TrustList, examine, load
from ssoz.attachments.signatures.trust import BadTrustList
from tests.factories.attachments import jpeg, pdf
from tests.factories.signing import (
    HEAD,
    JAN,
    NOW,
    PESEL,
    Holder,
    authority_named,
    branch,
    issue,
    revocations,
    root,
    signed,
    stranger,
    trust,
    updated,
)

DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def jan() -> Holder:
    return issue(JAN, root())


@pytest.fixture(scope="module")
def paper() -> bytes:
    return pdf("Wniosek")


@pytest.fixture(scope="module")
def good(jan: Holder, paper: bytes) -> bytes:
    return signed(paper, jan)


def look(content: bytes, trusted: TrustList | None = None, paper: bytes | None = None) -> tuple[SignatureReport, ...]:
    return examine(content, trust() if trusted is None else trusted, paper, NOW)


def only(content: bytes, trusted: TrustList | None = None, paper: bytes | None = None) -> SignatureReport:
    (report,) = look(content, trusted, paper)
    return report


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


# --- what holds ------------------------------------------------------------------------------------------------------
def test_a_signature_of_a_trusted_issuer_holds_and_says_whose_it_is(good: bytes) -> None:
    report = only(good)
    assert report.result == Result.VALID
    assert (report.name, report.given_name, report.family_name) == ("Jan Próbny", "Jan", "Próbny")
    assert (report.pesel, report.issuer) == (PESEL, "Zaufany wystawca")
    assert report.signed_at
    assert not report.is_timestamped


def test_an_issuer_may_have_a_branch_that_the_file_brings_along(paper: bytes) -> None:
    assert only(signed(paper, issue(JAN, branch()))).result == Result.VALID


def test_a_time_stamp_of_a_trusted_issuer_says_when(paper: bytes, jan: Holder) -> None:
    report = only(signed(paper, jan, stamped=NOW - DAY))
    assert (report.result, report.is_timestamped, report.signed_at) == (Result.VALID, True, NOW - DAY)


def test_a_certificate_that_ended_since_holds_for_what_was_stamped_before(paper: bytes) -> None:
    ended = issue(JAN.but(ends=NOW - DAY), root())
    assert only(signed(paper, ended, stamped=NOW - 3 * DAY)).result == Result.VALID


def test_two_people_sign_one_after_the_other(good: bytes) -> None:
    reports = look(signed(good, issue(HEAD, root()), field="Kierownik"))
    assert [report.result for report in reports] == [Result.VALID, Result.VALID]
    assert [report.name for report in reports] == ["Jan Próbny", "Anna Kierownik"]


@pytest.mark.parametrize("algorithm", ["sha384", "sha512"])
def test_longer_digests_hold(paper: bytes, jan: Holder, algorithm: str) -> None:
    assert only(signed(paper, jan, md_algorithm=algorithm)).result == Result.VALID


def test_a_revocation_list_that_does_not_name_it_makes_it_known(good: bytes) -> None:
    other = issue(HEAD, root())
    report = only(good, trust(other))
    assert (report.result, report.is_revocation_known) == (Result.VALID, True)
    assert not only(good).is_revocation_known


# --- whose -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("serial", "pesel"),
    [
        (f"PNOPL-{PESEL}", PESEL),
        (f"PESEL: {PESEL}", PESEL),
        (f"PNODE-{PESEL}", ""),
        ("PNOPL-4405140135", ""),
        ("IDCPL-ABC123456", ""),
        ("TINPL-1234563218", ""),
        ("", ""),
    ],
)
def test_only_a_polish_personal_number_is_one(paper: bytes, serial: str, pesel: str) -> None:
    report = only(signed(paper, issue(JAN.but(serial=serial), root())))
    assert (report.result, report.pesel) == (Result.VALID, pesel)


def test_a_name_comes_as_the_certificate_has_it(paper: bytes) -> None:
    odd = JAN.but(name="ŻANETA ĆWIĘKAŁA-ŹDŹBŁO", given_name="Žaneta", family_name="Cwiekala")
    report = only(signed(paper, issue(odd, root())))
    assert (report.name, report.given_name) == ("ŻANETA ĆWIĘKAŁA-ŹDŹBŁO", "Žaneta")


# --- what does not hold ----------------------------------------------------------------------------------------------
def test_an_issuer_nobody_trusts_is_unknown(paper: bytes) -> None:
    assert only(signed(paper, issue(JAN, stranger()))).result == Result.UNKNOWN_ISSUER


def test_a_certificate_issued_by_oneself_is_unknown(paper: bytes) -> None:
    assert only(signed(paper, issue(JAN))).result == Result.UNKNOWN_ISSUER


def test_an_issuer_of_the_same_name_is_unknown(paper: bytes) -> None:
    twin = issue(authority_named("Zaufany wystawca"), is_authority=True)
    assert only(signed(paper, issue(JAN, twin))).result == Result.UNKNOWN_ISSUER


def test_a_person_is_no_issuer(paper: bytes, jan: Holder) -> None:
    assert only(signed(paper, issue(HEAD, jan))).result == Result.UNKNOWN_ISSUER


def test_without_a_list_nobody_is_trusted(good: bytes) -> None:
    assert only(good, TrustList()).result == Result.UNKNOWN_ISSUER


def test_a_certificate_that_has_ended_does_not_hold(paper: bytes) -> None:
    assert only(signed(paper, issue(JAN.but(ends=NOW - DAY), root()))).result == Result.EXPIRED


def test_a_stamp_made_after_the_end_does_not_help(paper: bytes) -> None:
    ended = issue(JAN.but(ends=NOW - 3 * DAY), root())
    assert only(signed(paper, ended, stamped=NOW - DAY)).result == Result.EXPIRED


def test_a_certificate_of_tomorrow_does_not_hold_yet(paper: bytes) -> None:
    assert only(signed(paper, issue(JAN.but(begins=NOW + DAY), root()))).result == Result.NOT_YET_VALID


def test_a_certificate_that_was_taken_back_does_not_hold(good: bytes, jan: Holder) -> None:
    assert only(good, trust(jan)).result == Result.REVOKED


@pytest.mark.parametrize("usage", ["digital_signature", "key_encipherment", "key_agreement"])
def test_a_certificate_for_something_else_does_not_sign(paper: bytes, usage: str) -> None:
    other = issue(JAN.but(usage=frozenset({usage})), root())
    assert only(signed(paper, other)).result == Result.WRONG_USAGE


def test_a_weak_digest_does_not_hold(paper: bytes, jan: Holder) -> None:
    assert only(signed(paper, jan, md_algorithm="sha1")).result == Result.WEAK


# --- changed after signing -------------------------------------------------------------------------------------------
def test_one_bit_of_the_document_is_enough(good: bytes) -> None:
    assert only(flipped(good, good.index(b"MediaBox") + 11)).result == Result.ALTERED


def test_one_bit_of_the_signature_is_enough(good: bytes) -> None:
    start = re.search(rb"/Contents <", good)
    assert start
    text = good[start.end() :]
    at = start.end() + len(text[: text.index(b">")].rstrip(b"0")) - 6
    changed = b"1" if good[at : at + 1] != b"1" else b"2"
    assert only(good[:at] + changed + good[at + 1 :]).result in {Result.ALTERED, Result.BROKEN}


def test_another_revision_behind_the_signature_is_told(good: bytes) -> None:
    assert only(updated(good)).result == Result.APPENDED


def test_bytes_behind_the_signature_are_told(good: bytes) -> None:
    assert only(good + b"\n%dopisane\n").result in {Result.APPENDED, Result.BROKEN}


def test_a_page_replaced_behind_the_signature_is_told(good: bytes) -> None:
    assert only(updated(good, "/Pages")).result in {Result.APPENDED, Result.ALTERED, Result.BROKEN}


def test_a_second_signature_does_not_heal_what_was_changed_between(good: bytes) -> None:
    first, second = look(signed(updated(good, "/OpenAction"), issue(HEAD, root()), field="Kierownik"))
    assert (first.result, second.result) == (Result.ALTERED, Result.VALID)


def test_a_signature_cut_out_of_another_file_does_not_hold(good: bytes, jan: Holder) -> None:
    other = signed(pdf("Inny"), jan)
    pattern = re.compile(rb"/Contents <([0-9a-fA-F]+)>")
    mine, theirs = pattern.search(good), pattern.search(other)
    assert mine
    assert theirs
    length = len(mine[1])
    assert only(good.replace(mine[1], theirs[1][:length].ljust(length, b"0"))).result == Result.ALTERED


def test_a_range_that_leaves_out_half_the_file_is_told(good: bytes) -> None:
    match = re.search(rb"/ByteRange \[(\d+ \d+ \d+ )(\d+)", good)
    assert match
    shorter = str(int(match[2]) - 20).zfill(len(match[2])).encode()
    changed = good.replace(match[0], match[0][: -len(match[2])] + shorter)
    assert only(changed).result in {Result.ALTERED, Result.APPENDED, Result.BROKEN}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: re.sub(rb"/Contents <[0-9a-fA-F]{40}", b"/Contents <" + b"0" * 40, text),
        lambda text: re.sub(rb"/Contents <[0-9a-fA-F]{40}", b"/Contents <" + b"f" * 40, text),
        lambda text: text.replace(b"/ByteRange [", b"/ByteRange {"),
        lambda text: re.sub(rb"/ByteRange \[0 ", b"/ByteRange [9 ", text),
        lambda text: text.replace(b"/ByteRange", b"/BiteRange"),
    ],
    ids=["zeros", "ones", "no range", "range begins later", "range renamed"],
)
def test_what_cannot_be_understood_is_never_valid(good: bytes, spoil: Callable[[bytes], bytes]) -> None:
    assert all(report.result != Result.VALID for report in look(spoil(good)))


# --- the paper -------------------------------------------------------------------------------------------------------
def test_the_signed_paper_is_the_printed_one(good: bytes, paper: bytes) -> None:
    assert only(good, paper=paper).paper == PaperMatch.SAME


def test_another_paper_is_told_though_its_signature_holds(jan: Holder, paper: bytes) -> None:
    report = only(signed(pdf("Inny wniosek"), jan), paper=paper)
    assert (report.result, report.paper) == (Result.VALID, PaperMatch.OTHER)


def test_a_paper_changed_before_it_was_signed_is_another_one(jan: Holder, paper: bytes) -> None:
    changed = paper.replace(b"Wniosek", b"Oniosek") if b"Wniosek" in paper else flipped(paper, 20)
    assert only(signed(changed, jan), paper=paper).paper == PaperMatch.OTHER


def test_without_a_printed_paper_there_is_nothing_to_compare(good: bytes) -> None:
    assert only(good).paper == PaperMatch.UNKNOWN


# --- files without ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("content", [pdf("a"), updated(pdf("a")), jpeg(), b"", b"%PDF-1.7\n%%EOF"], ids=range(5))
def test_a_file_without_a_signature_has_nothing_to_tell(content: bytes) -> None:
    assert look(content) == ()


# --- whom to believe -------------------------------------------------------------------------------------------------
def test_a_folder_of_certificates_and_revocations_is_a_list(tmp_path: Path, good: bytes, jan: Holder) -> None:
    (tmp_path / "wystawca.pem").write_bytes(root().certificate.public_bytes(Encoding.PEM))
    (tmp_path / "oddzial.der").write_bytes(branch().certificate.public_bytes(Encoding.DER))
    assert only(good, load(tmp_path)).result == Result.VALID
    (tmp_path / "cofniete.crl").write_bytes(revocations(jan).dump())
    assert only(good, load(tmp_path)).result == Result.REVOKED


def test_one_file_may_hold_them_all(tmp_path: Path, good: bytes) -> None:
    place = tmp_path / "lista.pem"
    place.write_bytes(b"".join(holder.certificate.public_bytes(Encoding.PEM) for holder in (stranger(), root())))
    assert only(good, load(place)).result == Result.VALID


def etsi(status: str, kind: str = "CA/QC") -> str:
    text = "".join(root().certificate.public_bytes(Encoding.PEM).decode().splitlines()[1:-1])
    return f"""<TrustServiceStatusList xmlns="http://uri.etsi.org/02231/v2#"><ServiceInformation>
        <ServiceTypeIdentifier>http://uri.etsi.org/TrstSvc/Svctype/{kind}</ServiceTypeIdentifier>
        <ServiceStatus>http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/{status}</ServiceStatus>
        <ServiceDigitalIdentity><DigitalId><X509Certificate>{text}</X509Certificate></DigitalId></ServiceDigitalIdentity>
        </ServiceInformation></TrustServiceStatusList>"""


@pytest.mark.parametrize(
    ("status", "kind", "result"),
    [
        ("granted", "CA/QC", Result.VALID),
        ("withdrawn", "CA/QC", Result.UNKNOWN_ISSUER),
        ("granted", "EDS/Q", Result.UNKNOWN_ISSUER),
    ],
)
def test_an_etsi_list_counts_where_it_is_in_force(
    tmp_path: Path, good: bytes, status: str, kind: str, result: Result
) -> None:
    place = tmp_path / "lista.xml"
    place.write_text(etsi(status, kind))
    assert only(good, load(place)).result == result


@pytest.mark.parametrize("name", ["a.pem", "a.crl", "a.xml"])
def test_a_list_that_cannot_be_read_is_no_list(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x30\x03abc")
    with pytest.raises(BadTrustList, match=name):
        load(tmp_path)
