# SPDX-License-Identifier: EUPL-1.2
import pytest

from ssoz.attachments.enums import MediaType
from ssoz.attachments.names import LONGEST, proper_name

TRICKS = {
    "../../etc/passwd": "passwd.pdf",
    "../../../wniosek.pdf": "wniosek.pdf",
    r"C:\Windows\System32\wniosek.pdf": "wniosek.pdf",
    "/etc/passwd\0.pdf": "passwd.pdf",
    "wniosek\u202efdp.exe": "wniosekfdp.exe.pdf",
    "wnio\u200bsek.pdf": "wniosek.pdf",
    "wniosek.pdf\r\nSet-Cookie: a=b": "wniosek.pdfSet-Cookie_ a=b.pdf",
    "CON.pdf": "_CON.pdf",
    "nul": "_nul.pdf",
    "LPT1.pdf": "_LPT1.pdf",
    ".htaccess": "htaccess.pdf",
    "": "zalacznik.pdf",
    "...": "zalacznik.pdf",
    ".pdf": "pdf.pdf",
    "wniosek.pdf.exe": "wniosek.pdf.exe.pdf",
    "wniosek.PDF": "wniosek.pdf",
    "wniosek.pdf. . ": "wniosek.pdf",
    '"wniosek"; filename=a.exe': "_wniosek_; filename=a.exe.pdf",
    "<script>.pdf": "_script_.pdf",
    "a?b*c|d.pdf": "a_b_c_d.pdf",
    "plik.pdf:Zone.Identifier": "plik.pdf_Zone.Identifier.pdf",
    "z\u0307o\u0301\u0142w.pdf": "żółw.pdf",
    "wniosek 📄 żółty.pdf": "wniosek 📄 żółty.pdf",
    "\ue000\ufdd0.pdf": "pdf.pdf",
    "a\u2028b.pdf": "ab.pdf",
}


@pytest.mark.parametrize("given", TRICKS, ids=ascii)
def test_a_name_is_one_that_every_system_takes(given: str) -> None:
    assert proper_name(given, MediaType.PDF) == TRICKS[given]


def test_a_picture_keeps_its_own_ending() -> None:
    assert proper_name("skan.JPEG", MediaType.JPEG) == "skan.jpeg"
    assert proper_name("skan.pdf", MediaType.JPEG) == "skan.pdf.jpg"


def test_a_long_name_keeps_its_ending() -> None:
    name = proper_name("ż" * 5000 + ".pdf", MediaType.PDF)
    assert len(name) == LONGEST + len(".pdf")
    assert name.endswith("ż.pdf")
