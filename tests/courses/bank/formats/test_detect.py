"""Telling formats apart, and keeping strangers' archives small."""

import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from courses.bank.formats import archive, detect
from courses.bank.formats.question import UnreadableBank
from courses.bank.formats.xml_tree import root_tag


def zipped(files):
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"x {T}", "gift"),
        ("\ufeffĐảng {T}".encode(), "gift"),
        (b"<?xml version='1.0'?><!-- a --><quiz></quiz>", "moodle-xml"),
        (b"\xef\xbb\xbf  <quiz/>", "moodle-xml"),
        (zipped({"xl/workbook.xml": ""}), "xlsx"),
        (zipped({"imsmanifest.xml": ""}), "qti"),
        (zipped({"a.XML": ""}), "qti"),
        (zipped({"a.txt": ""}), None),
        (b"<html>{}</html>", None),
        (b"plain words", None),
        (b"{\x00}", None),
        (b"\xff\xfe\xff", None),
        (b"\xd0\xcf\x11\xe0", None),
        (b"", None),
    ],
)
def test_the_content_tells(data, name):
    assert detect.detect(data) == name


def test_an_unknown_file_is_refused_in_words():
    with pytest.raises(UnreadableBank, match="Không nhận ra định dạng"):
        detect.read_bank(b"%PDF-1.7")


def test_a_huge_file_is_refused():
    with pytest.raises(UnreadableBank, match="lớn hơn 20 MB"):
        detect.read_bank(b" " * (20 * 2**20 + 1))


@pytest.mark.parametrize(
    ("data", "tag"),
    [(b"<a:quiz xmlns:a='x'>", "quiz"), (b"<?xml?><!-- <b> -->", "b"), (b"quiz", ""), (b"< >", "")],
)
def test_the_first_element_is_named_without_parsing(data, tag):
    assert root_tag(data) == tag


def test_a_bomb_is_stopped_by_what_it_unpacks_to():
    with pytest.raises(UnreadableBank, match="bung ra quá lớn"):
        archive.unpack(zipped({"a.xml": b"0" * (archive.LARGEST_FILE + 1)}))


def test_many_files_together_are_limited_too(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 10)
    assert archive.unpack(zipped({"a": b"12345", "b": b"67890"})) == {"a": b"12345", "b": b"67890"}
    with pytest.raises(UnreadableBank, match="bung ra quá lớn"):
        archive.unpack(zipped({"a": b"12345", "b": b"678901"}))


def test_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(archive, "MOST_FILES", 2)
    with pytest.raises(UnreadableBank, match="quá 2 tệp"):
        archive.unpack(zipped({"a": "", "b": "", "c": ""}))


def test_a_declared_size_is_not_believed():
    data = bytearray(zipped({"a": b"0" * 1000}))
    place = data.rindex(b"PK\x01\x02") + 24
    data[place : place + 4] = struct.pack("<I", 1)
    with pytest.raises(UnreadableBank):
        archive.unpack(bytes(data))


def test_damaged_and_encrypted_archives_are_refused():
    data = bytearray(zipped({"a": b"hello world" * 50}))
    damaged = bytearray(data)
    damaged[35:45] = b"\xff" * 10
    encrypted = bytearray(data)
    encrypted[6] |= 1
    encrypted[data.rindex(b"PK\x01\x02") + 8] |= 1
    for broken in (damaged, encrypted, data[:-30], b"PK"):
        with pytest.raises(UnreadableBank, match="bị hỏng"):
            archive.unpack(bytes(broken))


def test_folders_inside_are_no_files():
    assert archive.unpack(zipped({"d/": "", "d/a": "x"})) == {"d/a": b"x"}
