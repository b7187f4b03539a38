"""E11, E12, E41: the certificate of the class, and what earns one."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import judged, line, message, result, turns


@pytest.mark.parametrize(
    ("certificate", "exists", "valid"),
    [
        ({"number": "118/GCN", "issued_on": "2024-06-01"}, "pass", "pass"),
        ({"number": "118/GCN", "issued_on": "2025-11-05"}, "pass", "pass"),
        ({"number": "118/GCN", "issued_on": "2025-11-06"}, "fail", "pass"),
        ({"number": "118/GCN", "issued_on": "2020-11-05"}, "pass", "pass"),
        ({"number": "118/GCN", "issued_on": "2020-11-04"}, "pass", "fail"),
        ({"issued_on": "2024-06-01"}, "unknown", "pass"),
        ({"number": "118/GCN"}, "unknown", "unknown"),
        (None, "unknown", "unknown"),
    ],
)
def test_the_certificate_exists_and_is_not_older_than_sixty_months(certificate, exists, valid):
    assert (result("E11", certificate=certificate), result("E12", certificate=certificate)) == (exists, valid)


def test_the_day_after_sixty_months_is_announced():
    certificate = {"number": "118/GCN", "issued_on": "2021-02-28"}
    assert turns("E12", certificate=certificate) == [("2026-03-01", "fail")]
    assert line("E12", certificate=certificate).threshold == "2026-02-28"
    assert "đến hết ngày 28/02/2026 (60 tháng)" in message("E12", certificate=certificate)


def test_an_old_certificate_sends_back_to_class():
    assert "phải học lại" in message("E12", certificate={"number": "1", "issued_on": "2019-01-01"})


def test_a_certificate_to_be_issued_later_counts_from_its_day():
    later = {"number": "118/GCN", "issued_on": "2025-12-01"}
    assert turns("E11", certificate=later) == [("2025-12-01", "pass")]


@pytest.mark.parametrize(
    ("attended", "periods", "expected"),
    [
        (40, 50, "pass"),
        (39, 50, "fail"),
        (50, 50, "pass"),
        (4, 5, "pass"),
        (3, 4, "fail"),
        (51, 50, "fail"),
        (0, 0, "fail"),
    ],
)
def test_eighty_percent_of_the_periods(attended, periods, expected):
    attendance = {"attended": attended, "periods": periods}
    assert result("E41", step="certificate", attendance=attendance) == expected


@pytest.mark.parametrize("attendance", [None, {"periods": 50}, {"attended": 40}])
def test_attendance_not_known(attendance):
    assert result("E41", step="certificate", attendance=attendance) == "unknown"


@pytest.mark.parametrize(
    ("scores", "expected", "said"),
    [
        ([5.0], "pass", "5 điểm, xếp loại Trung bình"),
        ([6.99], "pass", "6,99 điểm, xếp loại Trung bình"),
        ([7], "pass", "xếp loại Khá"),
        ([8.0], "pass", "xếp loại Giỏi"),
        ([9], "pass", "xếp loại Xuất sắc"),
        ([10], "pass", "10 điểm, xếp loại Xuất sắc"),
        ([4.9, 5.0], "pass", "5 điểm, xếp loại Trung bình"),
        ([6, 9], "pass", "6 điểm, xếp loại Trung bình"),
        ([4.9], "fail", "được làm lại một lần"),
        ([4.9, 4.5], "fail", "4,9 và 4,5 điểm, cần 5; không còn lần làm lại"),
        ([4.9, 4.5, 9], "fail", "không còn lần làm lại"),
        ([], "unknown", "Còn thiếu: điểm bài thu hoạch"),
        (None, "unknown", "Còn thiếu: điểm bài thu hoạch"),
    ],
)
def test_the_paper_and_its_one_redo(scores, expected, said):
    """A passed paper is not written again for a better grade."""
    found = line("E41", step="certificate", paper_scores=scores)
    assert found.result == expected
    assert said in found.message


def test_too_little_attendance_is_not_saved_by_a_good_paper():
    verdict = judged(step="certificate", attendance={"periods": 50, "attended": 10}, paper_scores=[10])
    assert verdict.verdict == "blocked"
