"""The room for files: known by content, kept by house, pictures without what the camera wrote."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from portal.kernel.errors import DomainError, NotFound
from portal.kernel.file_kinds import IMAGES, PAPERS, FileKind, recognise
from portal.kernel.files import keep_copy, keep_file, read_file
from portal.kernel.pictures import redraw

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def photo(size=(40, 20), *, orientation=1) -> bytes:
    exif = Image.Exif()
    exif[MAKE] = "Secret Phone"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS)[1] = "N"
    output = io.BytesIO()
    Image.new("RGB", size, "red").save(output, "JPEG", exif=exif)
    return output.getvalue()


def office(*names: str) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return output.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (photo(), FileKind.JPEG),
        (b"%PDF-1.7 ...", FileKind.PDF),
        (office("[Content_Types].xml", "word/document.xml"), FileKind.WORD),
        (office("[Content_Types].xml", "xl/workbook.xml"), FileKind.EXCEL),
        (office("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), None),
        (office("readme.txt"), None),
        (b"PK\x03\x04 cut short", None),
        (b"<html><script>alert(1)</script>", None),
        (b"GIF89a", None),
        (b"ID3\x04 song", FileKind.MP3),
        (b"\xff\xfb\x90 song", FileKind.MP3),
        (b"\x00\x00\x00\x18ftypM4A song", FileKind.M4A),
        (b"\x00\x00\x00\x18ftypisom film", FileKind.MP4),
        (b"\x00\x00\x00\x18ftypheic photo", None),
        (b"\x1aE\xdf\xa3....webm film", FileKind.WEBM),
        (b"\x1aE\xdf\xa3....matroska", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_content_says(content, kind):
    assert recognise(content) is kind


def test_a_picture_loses_place_and_telephone():
    assert b"Secret Phone" in photo()
    drawn = redraw(photo())
    assert b"Secret Phone" not in drawn
    assert dict(Image.open(io.BytesIO(drawn)).getexif()) == {}


def test_a_picture_taken_sideways_stands_upright():
    assert Image.open(io.BytesIO(redraw(photo((40, 20), orientation=6)))).size == (20, 40)


def test_a_large_picture_becomes_small_and_a_small_one_stays():
    assert Image.open(io.BytesIO(redraw(photo((3200, 1600))))).size == (1600, 800)
    assert Image.open(io.BytesIO(redraw(photo((40, 20))))).size == (40, 20)


def test_what_only_begins_like_a_picture_is_refused():
    with pytest.raises(ValueError, match="không mở được"):
        redraw(b"\xff\xd8\xff" + b"\x00" * 400)


def test_a_kept_file_is_read_back_and_the_same_twice_is_one(acting, cast):
    with acting(cast.an):
        first = keep_file(b"%PDF-1.7 plan", "../../etc/Kế hoạch.pdf", accept=PAPERS)
        second = keep_file(b"%PDF-1.7 plan", "khac.pdf", accept=PAPERS)
        assert first.digest == second.digest
        assert first.name == "Kế hoạch.pdf"
        assert read_file(cast.house_a, first.digest) == b"%PDF-1.7 plan"


def test_a_name_never_chooses_the_ending(acting, cast):
    with acting(cast.an):
        assert keep_file(photo(), "trang.html", accept=IMAGES).name == "trang.jpg"


def test_houses_keep_their_files_apart(acting, cast):
    with acting(cast.an):
        kept = keep_file(b"%PDF-1.7 of A", "a.pdf", accept=PAPERS)
        with pytest.raises(NotFound):
            read_file(cast.house_b, kept.digest)
    with acting(cast.chi):
        keep_copy(cast.house_a, kept.digest)
        assert read_file(cast.house_b, kept.digest) == b"%PDF-1.7 of A"


@pytest.mark.parametrize("digest", ["", "../../secret", "a" * 63 + "/", "Z" * 64])
def test_what_is_no_digest_leads_nowhere(acting, cast, digest):
    with acting(cast.an), pytest.raises(NotFound):
        read_file(cast.house_a, digest)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "trống"), (b"MZ executable", "Chỉ nhận"), (b"%PDF-" + b"x" * 200, "lớn quá")],
)
def test_a_refusal_names_the_field_and_the_reason(acting, cast, content, words):
    with acting(cast.an), pytest.raises(DomainError, match=words) as refused:
        keep_file(content, "tep.pdf", accept=PAPERS, largest=100, field="files")
    assert refused.value.field == "files"
