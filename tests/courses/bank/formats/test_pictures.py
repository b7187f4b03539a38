"""Pictures that come with questions: drawn anew, found again, refused with their name."""

import base64
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from courses.bank.fingerprint import fingerprint
from courses.bank.formats import moodle_xml
from courses.bank.formats.picture import LONGEST_SIDE, Picture, draw_picture
from courses.bank.formats.qti import reading, writing
from tests.courses.bank.pictures import A_PICTURE, a_file
from tests.courses.bank.questions import a_question

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PLUGIN = "@@PLUGINFILE@@/"


def moodle(source, name="a b.png", content=None):
    """What is read of one Moodle question whose text shows ``source`` and that carries one file."""
    packed = base64.b64encode(a_file() if content is None else content).decode()
    text = f'&lt;p&gt;Xem hình&lt;/p&gt;&lt;img src="{source}" alt="Bản đồ"&gt;'
    file = f'<file name="{name}" path="/" encoding="base64">{packed}</file>'
    question = (
        '<question type="essay"><name><text>Câu 1</text></name>'
        f'<questiontext format="html"><text>{text}</text>{file}</questiontext></question>'
    )
    return moodle_xml.read(f"<quiz>{question}</quiz>".encode())


def qti(source, **files):
    """What is read of a package with one item that shows ``source``, and those further files."""
    body = f'<p>Xem hình</p><p><img src="{source}" alt="Bản đồ"/></p><extendedTextInteraction responseIdentifier="R"/>'
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr(
            "items/q1.xml",
            f'<assessmentItem xmlns="{SPACE}" identifier="i1"><itemBody>{body}</itemBody></assessmentItem>',
        )
        for name, content in files.items():
            archive.writestr(name, content)
    return reading.read(buffer.getvalue())


def test_what_comes_in_is_drawn_anew_small_and_without_what_the_camera_wrote():
    camera = Image.Exif()
    camera[0x0110] = "Máy ảnh"
    drawn = draw_picture(a_file(form="JPEG", size=(2400, 1200), exif=camera), "Bản đồ")
    assert (drawn.width, drawn.height, drawn.alt) == (LONGEST_SIDE, LONGEST_SIDE // 2, "Bản đồ")
    assert not Image.open(BytesIO(drawn.content)).getexif()
    assert draw_picture(drawn.content, "") == Picture(drawn.digest, drawn.width, drawn.height)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"GIF89a", "không mở được"),
        (b"<svg onload='x()'/>", "không mở được"),
        (a_file()[:60], "không mở được"),
        (b"\x00" * (5 * 2**20 + 1), "lớn quá 5 MB"),
        (a_file(size=(9000, 9000)), "quá lớn"),
    ],
)
def test_what_is_no_picture_of_ours_is_refused_in_words(content, words):
    with pytest.raises(ValueError, match=words):
        draw_picture(content, "")


def test_moodle_finds_its_file_by_the_name_in_the_text():
    (question,) = moodle(f"{PLUGIN}a%20b.png").questions
    assert (question.text, question.pictures) == ("Xem hình", (draw_picture(a_file(), "Bản đồ"),))


def test_a_picture_inside_the_text_itself_is_taken_too():
    packed = base64.b64encode(a_file()).decode()
    assert moodle(f"data:image/png;base64,{packed}").questions[0].pictures


@pytest.mark.parametrize(
    ("source", "content", "words"),
    [
        ("https://example.org/a.png", None, "nằm ngoài tệp"),
        ("//example.org/a.png", None, "nằm ngoài tệp"),
        (f"{PLUGIN}khac.png", None, "không kèm hình"),
        ("a b.png", None, "không kèm hình"),
        ("data:text/html;base64,PGI+", None, "không kèm hình"),
        (f"{PLUGIN}a%20b.png", b"khong phai anh", "không mở được"),
        (f"{PLUGIN}a%20b.png", a_file(size=(9000, 9000)), "quá lớn"),
    ],
)
def test_moodle_names_the_question_whose_picture_cannot_be_taken(source, content, words):
    bank = moodle(source, content=content)
    assert not bank.questions
    ((label, message),) = bank.complaints
    assert label == "câu thứ 1 (Câu 1)"
    assert words in message


def test_a_package_finds_its_file_beside_the_item():
    (question,) = qti("../hinh/a.png", **{"hinh/a.png": a_file()}).questions
    assert (question.text, question.pictures) == ("Xem hình", (draw_picture(a_file(), "Bản đồ"),))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("../../../etc/passwd", "không kèm hình"),
        ("/etc/passwd", "không kèm hình"),
        ("http://example.org/a.png", "nằm ngoài tệp"),
        ("images/a.png", "không mở được"),
    ],
)
def test_a_package_has_no_outside(source, words):
    bank = qti(source, **{"items/images/a.png": b"khong phai anh"})
    assert not bank.questions
    assert [words in message for _, message in bank.complaints] == [True]


def test_a_fourth_picture_and_one_in_an_option_are_refused():
    four = a_question("essay", pictures=(A_PICTURE,) * 4)
    for bank in (moodle_xml.read(moodle_xml.write([four])), reading.read(writing.write([four]))):
        assert [("nhiều nhất 3 hình" in message) for _, message in bank.complaints] == [True]


def test_the_same_words_about_another_picture_are_another_question():
    red, blue = (draw_picture(a_file(color=color), "Sơ đồ") for color in ("red", "blue"))
    marks = {fingerprint(a_question("essay", pictures=shown)) for shown in [(red,), (blue,), ()]}
    assert len(marks) == 3
