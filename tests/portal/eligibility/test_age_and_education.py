"""E02–E07: age by month, schooling, and the exceptions that lift them."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import judged, line, message, result, turns

CONSENT = {"number": "9-CV/TU", "date": "2025-10-01"}
OLD = {"birth_date": "1960-10-30"}
SPARED = {"health_and_prestige": True, "special_need": True, "central_consent": CONSENT}
ELDER = {"education": "literate", "village_prestige": True, "central_consent": CONSENT}


def test_age_says_what_was_counted_and_what_is_needed():
    young = line("E02", birth_date="2007-12-01")
    assert (young.observed, young.threshold) == (215, 216)
    assert young.message == "Mới 17 tuổi 11 tháng; đủ 18 tuổi từ tháng 12/2025."
    old = line("E03", **OLD)
    assert (old.observed, old.threshold) == (781, 720)
    assert old.message == "65 tuổi 1 tháng tính theo tháng, quá 60 tuổi."


def test_a_whole_number_of_years_is_told_without_months():
    assert message("E02", birth_date="2007-11-30").startswith("18 tuổi tính theo tháng")


def test_age_turns_on_the_first_day_of_a_month():
    assert turns("E02", birth_date="2008-03-31") == [("2026-03-01", "pass")]
    assert turns("E03", birth_date="1966-03-01") == [("2026-04-01", "fail")]


def test_a_birth_date_after_the_day_judged_is_a_mistake_to_check():
    future = line("E02", birth_date="2026-03-01")
    assert future.result == "fail"
    assert future.message == "Ngày sinh ghi sau ngày xét; kiểm tra lại."
    assert result("E03", birth_date="2026-03-01") == "pass"


def test_without_a_birth_date_no_age_is_known():
    assert [result(name, birth_date=None) for name in ("E02", "E03", "E04")] == ["unknown"] * 3
    assert judged(birth_date=None).verdict == "incomplete"


@pytest.mark.parametrize("lacking", SPARED)
def test_the_exception_over_sixty_needs_each_of_its_parts(lacking):
    rest = {key: value for key, value in SPARED.items() if key != lacking}
    assert result("E04", **OLD, **rest) == "unknown"
    assert "Còn thiếu" in message("E04", **OLD, **rest)
    assert result("E03", **OLD, **rest) == "fail"
    assert judged(**OLD, **rest).verdict == "blocked"


@pytest.mark.parametrize(
    "broken",
    [
        {"health_and_prestige": False},
        {"special_need": False},
        {"central_consent": {"number": "9-CV/TU", "date": "2025-11-06"}},
    ],
)
def test_one_part_that_does_not_hold_ends_the_exception(broken):
    assert result("E04", **OLD, **(SPARED | broken)) == "fail"
    assert result("E03", **OLD, **(SPARED | broken)) == "fail"


@pytest.mark.parametrize(
    "paper", [{"date": "2025-10-01"}, {"number": "9-CV/TU"}, {"number": "", "date": "2025-10-01"}]
)
def test_a_consent_without_number_or_date_is_not_evidence(paper):
    assert result("E04", **OLD, **(SPARED | {"central_consent": paper})) == "unknown"


def test_the_exception_that_holds_waives_and_makes_eligible():
    member = {"kind": "official_member", "official": True, "together_since": "2020-01-01"}
    held = judged(**OLD, **SPARED, introductions=[member, member])
    assert (held.result_of("E03"), held.result_of("E04")) == ("waived", "pass")
    assert held.verdict == "eligible"
    assert "Được miễn: Người trên 60 tuổi được đồng ý bằng văn bản." in message("E03", **OLD, **SPARED)


def test_a_later_consent_lifts_the_limit_on_its_day():
    late = SPARED | {"central_consent": {"number": "9-CV/TU", "date": "2025-12-01"}}
    assert turns("E04", **OLD, **late) == [("2025-12-01", "pass")]
    assert turns("E03", **OLD, **late) == [("2025-12-01", "waived")]


def test_someone_who_grows_too_old_with_the_consent_in_hand_stays_admissible():
    almost = {"birth_date": "1965-11-15", **SPARED}
    assert turns("E03", **almost) == [("2025-12-01", "waived")]
    assert turns("E04", **almost) == [("2025-12-01", "pass")]


@pytest.mark.parametrize(
    ("education", "expected"),
    [
        ("none", "fail"),
        ("literate", "fail"),
        ("primary", "fail"),
        ("lower_secondary", "pass"),
        ("upper_secondary", "pass"),
        ("college", "pass"),
        ("university", "pass"),
        ("postgraduate", "pass"),
    ],
)
def test_lower_secondary_school_is_enough(education, expected):
    assert result("E05", education=education) == expected
    assert result("E05b", "RS2026B", education=education) == expected


def test_the_programme_without_the_diploma_is_enough_only_since_2026():
    completed = {"education": "lower_secondary", "education_status": "completed_programme"}
    assert message("E05", **completed) == (
        "Trình độ trung học cơ sở, chưa có bằng; cần bằng tốt nghiệp trung học cơ sở trở lên."
    )
    assert result("E05b", "RS2026B", **completed) == "pass"
    assert result("E05", education="upper_secondary", education_status="completed_programme") == "pass"


def test_the_new_wording_of_education_is_not_announced_as_a_change_of_the_old_one():
    completed = {"education": "lower_secondary", "education_status": "completed_programme"}
    assert result("E05", None, **completed) == "fail"
    assert turns("E05", None, **completed) == []
    assert result("E05b", None, **completed, as_of="2026-07-26") == "pass"


@pytest.mark.parametrize(
    ("education", "area", "expected"),
    [
        ("primary", "difficult", "pass"),
        ("literate", "difficult", "fail"),
        ("primary", "normal", "fail"),
        ("primary", None, "unknown"),
        ("literate", None, "fail"),
        ("university", "difficult", "not_applicable"),
        (None, "difficult", "unknown"),
    ],
)
def test_difficult_areas_ask_for_primary_school(education, area, expected):
    changes = {"education": education, "residence_area": area}
    assert result("E06", **changes) == expected
    assert (result("E05", **changes) == "waived") == (expected == "pass")


def test_a_village_elder_reads_and_writes_and_has_the_consent():
    assert (result("E07", **ELDER), result("E05", **ELDER)) == ("pass", "waived")
    assert judged(**ELDER).verdict == "eligible"
    assert result("E07", **(ELDER | {"education": "none"})) == "fail"
    assert result("E07", **(ELDER | {"central_consent": None})) == "unknown"
    assert result("E07", **(ELDER | {"village_prestige": None})) == "unknown"
    assert result("E07", education="university") == "not_applicable"
    assert result("E07", education=None) == "unknown"


def test_one_exception_is_enough():
    both = ELDER | {"education": "primary", "residence_area": "difficult"}
    assert (result("E06", **both), result("E07", **both)) == ("pass", "not_applicable")


def test_an_exception_that_fails_does_not_block_by_itself():
    verdict = judged(education="primary", residence_area="normal", village_prestige=False)
    assert [line.id for line in verdict.criteria if line.result == "fail"] == ["E05", "E06", "E07"]
    assert [line.kind for line in verdict.criteria if line.result == "fail"] == ["hard", "exc", "exc"]
