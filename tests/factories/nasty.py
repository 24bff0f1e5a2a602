# SPDX-License-Identifier: EUPL-1.2
"""Files that must never be read by anybody, each made here by code: refused by the scan for the reason it
stands under. Nothing in them does harm: what would is a word that scanners look for."""

import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from ssoz.attachments.scanning.dangers import Danger
from tests.factories.attachments import eicar, jpeg, pdf

Make = Callable[[], bytes]
NASTY: dict[str, tuple[Danger, Make]] = {}
PROGRAM = b"MZ" + b"\0" * 58 + b"\x40\0\0\0" + b"\0" * 14 + b"!This program cannot be run in DOS mode.\r\n$"
ELF = b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\x02\x00\x3e\x00" + b"\0" * 64
PAGE = b"<html><script>alert(1)</script></html>"


def archive(name: str = "notatka.txt", comment: bytes = b"") -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(name, b"abc" * 50)
        packed.comment = comment
    return made.getvalue()


def nasty(danger: Danger) -> Callable[[Make], Make]:
    """Put a file into the list under the name of the function that makes it."""

    def keep(make: Make) -> Make:
        NASTY[make.__name__.replace("_", "-")] = (danger, make)
        return make

    return keep


def changed(change: Callable[[Pdf], object], **options: Any) -> bytes:
    """An honest file with something put into it."""
    with pikepdf.open(BytesIO(pdf("a"))) as document:
        change(document)
        made = BytesIO()
        document.save(made, **options)
        return made.getvalue()


def action(kind: str, **entries: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **entries)


def opening(document: Pdf, done: Dictionary) -> None:
    document.Root.OpenAction = document.make_indirect(done)


def on_page(document: Pdf, note: Dictionary) -> None:
    page = document.pages[0]
    page.Annots = Array([document.make_indirect(note)])


def clicked(done: Dictionary) -> bytes:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=done)
    return changed(lambda document: on_page(document, note))


def note_of(kind: str, **entries: Any) -> bytes:
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]), **entries)
    return changed(lambda document: on_page(document, note))


def script() -> Dictionary:
    return action("JavaScript", JS=String("app.alert(1)"))


# --- scripts -------------------------------------------------------------------------------------------------------
@nasty(Danger.SCRIPT)
def script_when_opened() -> bytes:
    return changed(lambda document: opening(document, script()))


@nasty(Danger.SCRIPT)
def script_in_an_object_stream() -> bytes:
    streams = pikepdf.ObjectStreamMode.generate
    return changed(lambda document: opening(document, script()), object_stream_mode=streams, compress_streams=True)


@nasty(Danger.SCRIPT)
def script_by_name() -> bytes:
    def change(document: Pdf) -> None:
        document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script()])))

    return changed(change)


@nasty(Danger.SCRIPT)
def script_behind_a_link() -> bytes:
    return clicked(script())


@nasty(Danger.SCRIPT)
def script_behind_another_action() -> bytes:
    return clicked(action("GoTo", D=Array([]), Next=script()))


@nasty(Danger.SCRIPT)
def script_in_a_stream() -> bytes:
    return changed(lambda d: opening(d, Dictionary(S=Name.GoTo, JS=d.make_stream(b"app.alert(1)"))))


@nasty(Danger.SCRIPT)
def script_written_in_hash_codes() -> bytes:
    return clicked(script()).replace(b"/JavaScript", b"/J#61v#61Script").replace(b"/JS", b"/J#53")


@nasty(Danger.SCRIPT)
def script_in_a_form_field() -> bytes:
    def change(document: Pdf) -> None:
        field = Dictionary(FT=Name.Tx, T=String("a"), AA=Dictionary(K=script()))
        document.Root.AcroForm = Dictionary(Fields=Array([document.make_indirect(field)]))

    return changed(change).replace(b"/AA", b"/Ab")


@nasty(Danger.SCRIPT)
def script_deep_in_arrays() -> bytes:
    def change(document: Pdf) -> None:
        deep: pikepdf.Object = script()
        for _ in range(40):
            deep = Array([deep])
        document.Root.Deep = deep

    return changed(change)


# --- actions -------------------------------------------------------------------------------------------------------
@nasty(Danger.ACTION)
def program_started_when_opened() -> bytes:
    return changed(lambda document: opening(document, action("Launch", F=String("cmd.exe"))))


@nasty(Danger.ACTION)
def program_started_by_a_link() -> bytes:
    return clicked(action("Launch", F=String("cmd.exe")))


@nasty(Danger.ACTION)
def form_sent_away() -> bytes:
    return clicked(action("SubmitForm", F=String("https://example.org")))


@nasty(Danger.ACTION)
def data_taken_in() -> bytes:
    return clicked(action("ImportData", F=String("a.fdf")))


@nasty(Danger.ACTION)
def another_file_opened() -> bytes:
    return clicked(action("GoToR", F=String(r"\\example.org\a.pdf")))


@nasty(Danger.ACTION)
def embedded_file_opened() -> bytes:
    return clicked(action("GoToE"))


@nasty(Danger.ACTION)
def link_into_the_computer() -> bytes:
    return clicked(action("URI", URI=String("file:///etc/passwd")))


@nasty(Danger.ACTION)
def link_that_is_a_script() -> bytes:
    return clicked(action("URI", URI=String("javascript:alert(1)")))


@nasty(Danger.ACTION)
def link_to_a_share() -> bytes:
    return clicked(action("URI", URI=String(r"\\example.org\share")))


@nasty(Danger.ACTION)
def link_followed_when_opened() -> bytes:
    return changed(lambda document: opening(document, action("URI", URI=String("https://example.org"))))


@nasty(Danger.ACTION)
def actions_of_the_document() -> bytes:
    return changed(lambda d: d.Root.__setitem__("/AA", Dictionary(WC=action("GoTo", D=Array([])))))


@nasty(Danger.ACTION)
def actions_of_a_page() -> bytes:
    return changed(lambda d: d.pages[0].obj.__setitem__("/AA", Dictionary(O=action("GoTo", D=Array([])))))


# --- files in files --------------------------------------------------------------------------------------------------
SPECS = ("description", "filename", "mime_type", "creation_date", "mod_date")


def attaching(content: bytes) -> Callable[[Pdf], None]:
    def change(document: Pdf) -> None:
        document.attachments["wirus.exe"] = pikepdf.AttachedFileSpec(document, content, **dict.fromkeys(SPECS, ""))

    return change


@nasty(Danger.EMBEDDED)
def another_file_inside() -> bytes:
    return changed(attaching(b"abc"))


@nasty(Danger.EMBEDDED)
def another_file_in_an_object_stream() -> bytes:
    return changed(attaching(b"abc"), object_stream_mode=pikepdf.ObjectStreamMode.generate)


@nasty(Danger.EMBEDDED)
def a_file_pinned_to_the_page() -> bytes:
    return note_of("FileAttachment")


@nasty(Danger.EMBEDDED)
def embedded_stream_nobody_names() -> bytes:
    return changed(lambda d: d.Root.__setitem__("/X", d.make_stream(b"abc", Type=Name.EmbeddedFile)))


@nasty(Danger.FORM)
def xfa_form() -> bytes:
    return changed(lambda d: d.Root.__setitem__("/AcroForm", Dictionary(XFA=d.make_stream(b"<xdp/>"))))


for _kind in ("RichMedia", "Movie", "Sound", "Screen", "3D"):
    NASTY[f"annotation-{_kind.lower()}"] = (Danger.MEDIA, lambda kind=_kind: note_of(kind))  # type: ignore[misc]  # bound
for _kind in ("Movie", "Sound", "Rendition", "RichMediaExecute"):
    NASTY[f"action-{_kind.lower()}"] = (Danger.MEDIA, lambda kind=_kind: clicked(action(kind)))  # type: ignore[misc]  # bound


# --- locked, broken, too much ----------------------------------------------------------------------------------------
@nasty(Danger.ENCRYPTED)
def password_to_open() -> bytes:
    return changed(lambda _: None, encryption=pikepdf.Encryption(owner="a", user="b"))


@nasty(Danger.ENCRYPTED)
def encrypted_without_a_password() -> bytes:
    return changed(lambda _: None, encryption=pikepdf.Encryption(owner="a", user=""))


@nasty(Danger.DAMAGED)
def cut_in_half() -> bytes:
    whole = pdf("a")
    return whole[: len(whole) // 2]


@nasty(Danger.DAMAGED)
def only_a_beginning_and_an_end() -> bytes:
    return b"%PDF-1.7\n%%EOF\n"


@nasty(Danger.DAMAGED)
def table_of_objects_missing() -> bytes:
    return b"%PDF-1.7\nnothing\nstartxref\n9\n%%EOF\n"


@nasty(Danger.DAMAGED)
def table_of_objects_that_leads_to_itself() -> bytes:
    body = b"%PDF-1.7\n"
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF\n"
    return body + table


@nasty(Danger.DAMAGED)
def pages_that_lead_to_themselves() -> bytes:
    def change(document: Pdf) -> None:
        document.Root.Pages.Kids = Array([document.Root.Pages])

    return changed(change)


@nasty(Danger.DAMAGED)
def arrays_in_arrays_without_end() -> bytes:
    return pdf("a").replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * 60_000, 1)


@nasty(Danger.BOMB)
def a_stream_that_unpacks_without_end() -> bytes:
    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(170)) + packer.flush()
    return changed(lambda d: d.Root.__setitem__("/X", pikepdf.Stream(d, packed, Filter=Name.FlateDecode)))


@nasty(Danger.BOMB)
def packed_twice() -> bytes:
    packed = zlib.compress(zlib.compress(bytes(1 << 20), 9), 9)
    filters = Array([Name.FlateDecode, Name.FlateDecode])
    raw = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
    return changed(lambda d: d.Root.__setitem__("/X", pikepdf.Stream(d, packed, Filter=filters)), **raw)


@nasty(Danger.APPENDED)
def a_second_pdf_behind_a_long_one() -> bytes:
    return pdf("a", pages=20) + pdf("b")


@nasty(Danger.BOMB)
def a_picture_of_ten_gigapixels() -> bytes:
    entries = {"Subtype": Name.Image, "Width": 100_000, "Height": 100_000, "Filter": Name.FlateDecode}
    return changed(lambda d: d.Root.__setitem__("/X", pikepdf.Stream(d, zlib.compress(b"a"), **entries)))


@nasty(Danger.BOMB)
def a_hundred_pages() -> bytes:
    return pdf("a", pages=100)


@nasty(Danger.BOMB)
def sixty_thousand_objects() -> bytes:
    return pdf("a").replace(b"/Type /Catalog", b"/Type /Catalog /X [" + b"[]" * 60_000 + b"]", 1)


# --- two files in one ------------------------------------------------------------------------------------------------
for _name, _tail in {
    "zip": archive(),
    "program": PROGRAM,
    "words": b"dopisane po podpisie",
    "another-pdf": pdf("b"),
    "picture": jpeg(),
    "zeros": bytes(5000) + b"x",
}.items():
    NASTY[f"appended-{_name}"] = (
        {"zip": Danger.POLYGLOT, "program": Danger.MALWARE, "another-pdf": Danger.POLYGLOT}.get(_name, Danger.APPENDED),
        lambda tail=_tail: pdf("a") + tail,  # type: ignore[misc]  # bound
    )
for _name, _tail in {"rar": b"Rar!\x1a\x07\x01\0", "7z": b"7z\xbc\xaf\x27\x1c\0\4", "web-page": PAGE}.items():
    NASTY[f"appended-{_name}"] = (Danger.POLYGLOT, lambda tail=_tail: pdf("a") + tail)  # type: ignore[misc]  # bound


@nasty(Danger.POLYGLOT)
def zip_that_ends_like_a_pdf() -> bytes:
    return pdf("a") + archive(comment=b"\nstartxref\n9\n%%EOF\n")


@nasty(Danger.APPENDED)
def bytes_between_two_revisions() -> bytes:
    return pdf("a") + b"payload payload\nstartxref\n9\n%%EOF\n"


@nasty(Danger.POLYGLOT)
def web_page_in_the_first_comment() -> bytes:
    return pdf("a").replace(b"\n", b"\n%" + PAGE + b"\n", 1)


@nasty(Danger.POLYGLOT)
def server_script_inside() -> bytes:
    return pdf("a").replace(b"\n", b"\n%<?php system($_GET[0]); ?>\n", 1)


@nasty(Danger.MALWARE)
def test_virus_at_the_end() -> bytes:
    return pdf("a") + eicar()


def stream_with(content: bytes) -> bytes:
    return changed(lambda d: d.Root.__setitem__("/X", d.make_stream(content)), compress_streams=True)


@nasty(Danger.MALWARE)
def test_virus_in_a_packed_stream() -> bytes:
    return stream_with(eicar() + b" " * 200)


@nasty(Danger.MALWARE)
def program_in_a_packed_stream() -> bytes:
    return stream_with(PROGRAM)


@nasty(Danger.MALWARE)
def commands_in_a_packed_stream() -> bytes:
    return stream_with(b"powershell.exe -nop -enc AAAA")
