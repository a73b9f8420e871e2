"""What a paper may be: told by its bytes, without anything that acts, and pictures without what they tell besides."""

import resource
import struct
import zlib
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.papers import a_pdf, a_picture
from wellkept.features.representation import safe_papers
from wellkept.features.representation.safe_papers import Fault, NoPaper, made_safe

SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def fault(content):
    with pytest.raises(NoPaper) as found:
        made_safe(content)
    return found.value.fault


def opens_with(action):
    return lambda pdf: pdf.Root.__setitem__("/OpenAction", action)


def link_to(action):
    def change(pdf):
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        pdf.pages[0].Annots = pdf.make_indirect(Array([pdf.make_indirect(note)]))

    return change


def attached(pdf):
    pdf.attachments["more.exe"] = b"MZ"


def form_of_xml(pdf):
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"))


ACTING = {
    "a script when it opens": opens_with(SCRIPT),
    "a script by its name alone": lambda pdf: pdf.Root.__setitem__("/Names", Dictionary(JavaScript=Dictionary())),
    "a launch": link_to(Dictionary(S=Name.Launch, F="cmd.exe")),
    "another document": link_to(Dictionary(S=Name.GoToR, F="//evil.example/x")),
    "a form sent away": link_to(Dictionary(S=Name.SubmitForm, F="https://evil.example")),
    "an action of the page": lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary(O=SCRIPT)),
    "another file": attached,
    "a form of XML": form_of_xml,
    "deep in arrays": lambda pdf: pdf.Root.__setitem__("/Odd", Array([Array([Array([SCRIPT])])])),
}


@pytest.mark.parametrize("streams", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
@pytest.mark.parametrize("what", ACTING)
def test_a_pdf_that_acts_or_carries_files_is_refused(what, streams):
    assert fault(a_pdf(change=ACTING[what], object_stream_mode=streams)) is Fault.ACTIVE


def test_a_name_that_is_spelled_otherwise_acts_all_the_same():
    content = a_pdf(change=opens_with(SCRIPT), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"/JavaScript" in content
    assert fault(content.replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/#4aS")) is Fault.ACTIVE


def test_a_pdf_of_pages_stays_as_it_is():
    plain = a_pdf(pages=3, change=link_to(Dictionary(S=Name.URI, URI="https://example.org")))
    assert made_safe(plain) == ("pdf", plain)
    assert fault(a_pdf(pages=safe_papers.MOST_PAGES + 1)) is Fault.PAGES
    assert fault(a_pdf(pages=0)) is Fault.DAMAGED


def test_a_pdf_that_wants_a_password_or_is_none_is_refused():
    locked = a_pdf(encryption=pikepdf.Encryption(user="secret", owner="secret"))
    assert fault(locked) is Fault.LOCKED
    assert fault(b"%PDF-1.7 nothing at all %%EOF") is Fault.DAMAGED


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"MZ" + a_pdf(), b"<html>%PDF-1.7 %%EOF", b"PK\x03\x04"])
def test_what_is_no_paper_is_refused_whatever_it_is_called(content):
    assert fault(content) is Fault.KIND


def test_a_picture_tells_nothing_but_the_picture():
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "Noor at home", 6
    exif.get_ifd(0x8825)[2] = (33.0, 44.0, 0.0)
    given = a_picture("JPEG", size=(60, 40), exif=exif, comment=b"taken at home")
    assert b"Noor at home" in given
    kind, content = made_safe(given)
    with Image.open(BytesIO(content)) as kept:
        assert (kind, kept.size) == ("jpeg", (40, 60))  # upright, as the camera had said
        assert not kept.getexif()
        assert "comment" not in kept.info
    assert b"home" not in content


def test_what_is_hung_onto_a_picture_is_gone():
    said = PngInfo()
    said.add_text("Comment", "<script>")
    for given in (a_picture("PNG", pnginfo=said), a_picture("JPEG") + b"<script>\xff\xd9"):
        assert b"<script>" in given
        assert b"<script>" not in made_safe(given)[1]


def test_a_picture_that_is_none_or_too_large_is_refused(monkeypatch):
    assert fault(b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"x" * 40 + b"\xff\xd9") is Fault.DAMAGED
    assert fault(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"x" * 40 + b"IEND\xaeB`\x82") is Fault.DAMAGED
    monkeypatch.setattr(safe_papers, "MOST_PIXELS", 100)
    assert fault(a_picture("PNG")) is Fault.PIXELS


@pytest.mark.parametrize(
    ("kind", "said"), [(b"pHYs", b"\0"), (b"zTXt", b"k\0\0" + zlib.compress(b"a" * 2_000_000))], ids=["cut", "swelling"]
)
def test_a_picture_with_a_part_that_is_cut_short_or_swells_is_refused(kind, said):
    given, header = a_picture("PNG"), 33  # the mark of a PNG, and its first part
    part = struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))
    assert fault(given[:header] + part + given[header:]) is Fault.DAMAGED


def swelling(megabytes):
    """A PDF of some KB with an object stream that unpacks to so many MB of spaces (ISO 32000-2, 7.5.7 and 7.5.8)."""
    spaces, first = b" " * 2**20, b"5 0 null"
    packer = zlib.compressobj(9)
    opening = packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(spaces) + packer.flush(zlib.Z_FULL_FLUSH)  # stands for itself, so it may be repeated
    check = zlib.adler32(first)
    for _ in range(megabytes):
        check = zlib.adler32(spaces, check)
    packed = opening + block * megabytes + b"\x03\x00" + struct.pack(">I", check)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/Names 5 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed),
    )
    made, rows = b"%PDF-1.5\n", struct.pack(">BIH", 0, 0, 65535)
    for number, one in enumerate(objects, 1):
        rows += struct.pack(">BIH", 1, len(made), 0)
        made += b"%d 0 obj%s endobj\n" % (number, one)
    rows += struct.pack(">BIH", 2, 4, 0) + struct.pack(">BIH", 1, len(made), 0)
    table = b"<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%s\nendstream" % (len(rows), rows)
    return made + b"6 0 obj%s endobj\nstartxref\n%d\n%%%%EOF\n" % (table, len(made))


def test_a_paper_is_taken_however_much_memory_the_site_has():
    much = bytearray(b"1" * (300 << 20))
    assert made_safe(swelling(1))[0] == "pdf"
    assert much


def test_a_pdf_that_swells_costs_only_the_process_that_looks():
    assert made_safe(swelling(1))[0] == "pdf"
    huge = swelling(1500)
    assert len(huge) < 2**21
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert fault(huge) is Fault.SIZE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KB
