"""Pages and commands of the bank."""

from __future__ import annotations

import io
import json
import re

import pytest

from courses.bank import queries
from courses.bank.offers import SAMPLES
from courses.bank.operations.import_questions import import_questions
from tests.courses.bank.pictures import a_file
from tests.courses.bank.test_operations import GIFT, XLSX, a_question, add_question

NEW = {
    "text": "Điều lệ hiện hành do đại hội nào thông qua?",
    "answers": "Đại hội X\n*Đại hội XI",
    "lesson": "Bài 3 - Điều lệ",
    "difficulty": "recognition",
    "points": "1,5",
    "version": "1",
}


def test_a_file_is_looked_at_and_then_taken_in(client_as, acting, cast):
    giang = client_as(cast.giang)
    seen = giang.post("/bank/import", data={"file": (io.BytesIO(XLSX), "cau-hoi.xlsx")})
    assert seen.status_code == 302
    assert "Nhập 35 câu vào ngân hàng" in giang.get(seen.location).text
    with acting(cast.giang):
        assert not queries.has_questions()
    assert giang.post(seen.location).status_code == 302
    with acting(cast.giang):
        assert queries.count_bank().waiting == 35
    again = giang.post("/bank/import", data={"file": (io.BytesIO(GIFT), "x.gift")})
    assert "Không có câu nào mới" in giang.get(again.location).text


def test_a_file_nobody_knows_is_refused_beside_the_field(client_as, cast):
    answer = client_as(cast.giang).post("/bank/import", data={"file": (io.BytesIO(b"\x00\x01"), "x.xlsx")})
    assert answer.status_code == 422
    assert "Không nhận ra định dạng" in answer.text


def test_a_question_is_typed_changed_and_retired(client_as, acting, cast):
    giang = client_as(cast.giang)
    assert "Nhiều đáp án" in giang.get("/bank/questions/new").text
    made = giang.post("/bank/questions/new?kind=single_choice", data=NEW)
    assert made.status_code == 302
    page = giang.get(made.location).text
    assert "Đại hội XI" in page
    assert "Bài 3" in page
    wrong = giang.post(made.location + "/revision", data=NEW | {"answers": "Đại hội X"})
    assert wrong.status_code == 422
    assert giang.post(made.location + "/revision", data=NEW | {"text": "Câu khác?"}).status_code == 302
    assert "Các bản trước" in giang.get(made.location).text
    assert giang.post(made.location + "/retirement").status_code == 302
    assert "Đã ngừng dùng" in giang.get(made.location).text


def test_lines_that_cannot_be_read_are_said_beside_the_field(client_as, cast):
    answer = client_as(cast.giang).post("/bank/questions/new?kind=matching", data=NEW)
    assert answer.status_code == 422
    assert "vế trái = vế phải" in answer.text
    assert "Điều lệ hiện hành" in answer.text


KINDS = {
    "single_choice": ("*1930\n1945", 'type="radio"'),
    "multiple_choice": ("*1930\n*1945\n1954", 'type="checkbox"'),
    "true_false": ("Đúng", 'type="radio"'),
    "matching": ("1930 = Thành lập\n1945 = Cách mạng", "<select"),
    "ordering": ("Trước\nSau", "Thứ 2"),
    "short_answer": ("văn minh", 'type="text" name="item-1"'),
    "essay": ("", 'name="item-1" rows="10"'),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_looked_at_before_it_is_saved(client_as, acting, cast, kind):
    lines, mark = KINDS[kind]
    giang = client_as(cast.giang)
    page = giang.post(f"/bank/questions/new?kind={kind}", data=NEW | {"answers": lines, "preview": "1"})
    assert page.status_code == 200
    assert mark in page.text.partition('id="xem-thu"')[2]
    with acting(cast.giang):
        assert not queries.has_questions()
    saved = giang.post(f"/bank/questions/new?kind={kind}", data=NEW | {"answers": lines})
    assert saved.status_code == 302
    changed = NEW | {"text": "Xem thử bản sửa?", "answers": lines, "preview": "1"}
    assert "Xem thử bản sửa?</legend>" in giang.post(f"{saved.location}/revision", data=changed).text


def test_a_preview_says_what_cannot_be_asked(client_as, cast):
    wrong = NEW | {"answers": "1930\n1945", "preview": "1"}
    page = client_as(cast.giang).post("/bank/questions/new?kind=single_choice", data=wrong)
    assert page.status_code == 422
    assert 'id="xem-thu"' not in page.text
    assert "1930\n1945</textarea>" in page.text


@pytest.mark.parametrize("who", ["an", "em", "lan", "khanh", "minh"])
def test_keys_are_for_khoi_officers_only(client_as, acting, cast, who):
    with acting(cast.giang):
        question_id = add_question(question=a_question())
    client = client_as(getattr(cast, who))
    for address in ("/bank", f"/bank/questions/{question_id}", "/bank/export/gift", "/bank/statistics"):
        assert client.get(address).status_code == 403


@pytest.mark.parametrize("bank_format", ["xlsx", "gift", "moodle-xml", "qti"])
def test_the_bank_goes_out_in_every_format(client_as, acting, cast, bank_format):
    with acting(cast.giang):
        import_questions(file_name="a.xlsx", content=XLSX)
    answer = client_as(cast.giang).get(f"/bank/export/{bank_format}")
    assert answer.status_code == 200
    assert len(answer.data) > 1000
    assert client_as(cast.giang).get("/bank/export/doc").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client_as, acting, cast, statements, number):
    with acting(cast.giang):
        for place in range(number):
            add_question(question=a_question(f"Câu {place}?"))
    giang = client_as(cast.giang)
    giang.get("/bank")
    with statements() as sent:
        page = giang.get("/bank?q=cau")
    assert "Câu 0?" in page.text
    assert len([text for text in sent.texts if "question" in text]) == 3


def test_the_command_reports_what_commands_md_promises(app, acting, cast):
    runner = app.test_cli_runner()
    path = str(SAMPLES / "cau-hoi.xlsx")
    dry = runner.invoke(args=["questions", "import", path, "--dry-run", "--format", "json"])
    done = runner.invoke(args=["questions", "import", path, "--format", "json"])
    again = runner.invoke(args=["questions", "import", path, "--format", "json"])
    reports = [json.loads(result.stdout) for result in (dry, done, again)]
    assert [result.exit_code for result in (dry, done, again)] == [0, 0, 0]
    assert [report["accepted"] for report in reports] == [35, 35, 0]
    assert reports[0] == {
        "file": "cau-hoi.xlsx",
        "format": "xlsx",
        "questions": 35,
        "accepted": 35,
        "errors": [],
        "by_type": {
            "essay": 3,
            "matching": 1,
            "multiple_choice": 4,
            "ordering": 1,
            "short_answer": 3,
            "single_choice": 20,
            "true_false": 3,
        },
        "unsupported": [],
    }
    assert "35 câu ngân hàng đã có" in again.stderr


def test_the_command_writes_the_bank_and_knows_who_may(app, acting, cast, tmp_path):
    runner = app.test_cli_runner()
    runner.invoke(args=["questions", "import", str(SAMPLES / "cau-hoi.gift")])
    out = tmp_path / "bank.xml"
    done = runner.invoke(args=["questions", "export", "--format", "moodle-xml", "--out", str(out)])
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"file": "bank.xml", "questions": 34})
    assert out.read_bytes().startswith(b"<?xml")
    refused = runner.invoke(args=["questions", "import", str(out), "--as", "an"])
    assert refused.exit_code == 1
    assert "không có quyền" in refused.stderr
    bad = tmp_path / "bad.gift"
    bad.write_bytes(b"\x00\x01")
    broken = runner.invoke(args=["questions", "import", str(bad), "--format", "json"])
    assert (broken.exit_code, broken.stdout) == (1, "")


def test_a_picture_is_shown_before_saving_and_survives_a_mistake_elsewhere(client_as, acting, cast):
    giang = client_as(cast.giang)
    address = "/bank/questions/new?kind=single_choice"
    typed = NEW | {"pictures-0-alt": "Sơ đồ tổ chức"}
    upload = {"pictures-0-file": (io.BytesIO(a_file()), "so-do.png")}
    wrong = giang.post(address, data=typed | upload | {"text": "", "answers": "Đại hội X"})
    assert wrong.status_code == 422
    kept = re.search(r'name="pictures-0-kept" type="hidden" value="([0-9a-f-]{36})"', wrong.text)[1]
    assert f"/bank/pictures/{kept}" in wrong.text
    typed |= {"pictures-0-kept": kept}
    looked_at = giang.post(address, data=typed | {"preview": "1"}).text
    assert 'alt="Sơ đồ tổ chức"' in looked_at.partition('id="xem-thu"')[2]
    nameless = giang.post(address, data=typed | {"pictures-0-alt": " "})
    assert (nameless.status_code, "Hình 1: tả hình bằng lời." in nameless.text) == (422, True)
    made = giang.post(address, data=typed).location
    assert f"/bank/pictures/{kept}" in giang.get(made).text
    assert f'value="{kept}"' in giang.get(f"{made}/revision").text
    dropped = typed | {"pictures-0-is_dropped": "y"}
    assert giang.post(f"{made}/revision", data=dropped).status_code == 302
    assert "/bank/pictures/" not in giang.get(made).text
    assert giang.get(f"/bank/pictures/{kept}").status_code == 200


def test_what_is_no_picture_is_said_beside_its_field(client_as, cast):
    giang = client_as(cast.giang)
    answer = giang.post(
        "/bank/questions/new?kind=single_choice",
        data=NEW | {"pictures-1-file": (io.BytesIO(b"GIF89a"), "x.png"), "pictures-1-alt": "x"},
    )
    assert answer.status_code == 422
    assert "không mở được ảnh này" in answer.text
    assert "Đại hội XI" in answer.text
    foreign = NEW | {"pictures-0-kept": "01890a5d-ac96-774b-bcce-b302099a8057", "pictures-0-alt": "x"}
    made = giang.post("/bank/questions/new?kind=single_choice", data=foreign).location
    assert "/bank/pictures/" not in giang.get(made).text
