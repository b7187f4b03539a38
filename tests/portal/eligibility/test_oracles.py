"""The cases of domain rules §14, and each criterion's yes, no and not known."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import READY, judged, message, result

MEMBER = {"kind": "official_member", "date": "2025-09-01", "official": True, "together_since": "2023-01-01"}
YOUTH = {"kind": "youth_union", "date": "2025-09-01", "resolution_no": "5-NQ/ĐTN"}
TRADE = {"kind": "trade_union", "date": "2025-09-01", "resolution_no": "3-NQ/CĐ"}


def test_the_ready_person_is_eligible():
    verdict = judged()
    assert verdict.verdict == "eligible"
    assert {line.result for line in verdict.criteria} == {"pass", "not_applicable"}


@pytest.mark.parametrize(
    ("born", "minimum", "maximum"),
    [
        ("2008-11-20", "pass", "pass"),
        ("2008-12-01", "fail", "pass"),
        ("1966-11-30", "pass", "pass"),
        ("1966-10-30", "pass", "fail"),
    ],
)
def test_age_by_calendar_month(born, minimum, maximum):
    changed = {"as_of": "2026-11-05", "birth_date": born, "rule_set": "RS2026B"}
    assert (result("E02", **changed), result("E03", **changed)) == (minimum, maximum)


@pytest.mark.parametrize(("criterion", "born"), [("E02", "2008-11-20"), ("E03", "1966-11-30")])
def test_age_on_the_limit_asks_to_check_the_day(criterion, born):
    assert "sát ngưỡng tuổi – kiểm tra ngày sinh" in message(criterion, as_of="2026-11-05", birth_date=born)
    assert "sát ngưỡng" not in message(criterion, as_of="2026-11-05", birth_date="1996-04-12")


def test_over_sixty_with_everything_the_exception_asks():
    needs = {"as_of": "2026-11-05", "birth_date": "1966-10-30"}
    holds = {
        "health_and_prestige": True,
        "special_need": True,
        "central_consent": {"number": "9-CV/TU", "date": "2026-10-01"},
    }
    assert judged(**needs).verdict == "blocked"
    assert result("E04", **needs, **holds) == "pass"
    assert result("E03", **needs, **holds) == "waived"
    assert result("E04", **needs, **(holds | {"special_need": False})) == "fail"
    assert result("E04", **needs, **(holds | {"central_consent": None})) == "unknown"
    assert result("E04") == "not_applicable"


@pytest.mark.parametrize(("on", "expected"), [("2026-11-10", "pass"), ("2026-11-11", "fail")])
def test_certificate_of_sixty_months(on, expected):
    assert result("E12", as_of=on, certificate={"number": "1/GCN", "issued_on": "2021-11-10"}) == expected


@pytest.mark.parametrize(("yes", "expected"), [(9, "fail"), (10, "pass")])
def test_cell_vote_of_fourteen(yes, expected):
    votes = {"cell": {"official_summoned": 17, "deducted": 3, "yes": yes}}
    assert result("E26", step="committee", votes=votes) == expected


@pytest.mark.parametrize(("yes", "expected"), [(5, "fail"), (6, "pass")])
def test_standing_committee_of_eleven_needs_more_than_half(yes, expected):
    votes = {"authority": {"kind": "standing_committee", "members": 11, "yes": yes}}
    assert result("E28", step="ceremony", votes=votes) == expected


@pytest.mark.parametrize(("yes", "expected"), [(9, "fail"), (10, "pass")])
def test_authorised_committee_of_fifteen_needs_two_thirds(yes, expected):
    votes = {"authority": {"kind": "grassroots_committee", "members": 15, "yes": yes}}
    assert result("E28", step="ceremony", votes=votes) == expected


def test_in_2026_the_standing_committee_of_a_grassroots_committee_decides():
    whole = {"authority": {"kind": "grassroots_committee", "members": 15, "yes": 15}}
    standing = {"authority": {"kind": "grassroots_standing_committee", "members": 5, "yes": 3}}
    assert result("E28", "RS2026B", step="ceremony", votes=whole) == "fail"
    assert result("E28", "RS2026B", step="ceremony", votes=standing) == "pass"
    assert result("E28", "RS2025B", step="ceremony", votes=standing) == "fail"


@pytest.mark.parametrize(("replacement", "expected"), [(False, "fail"), (True, "pass")])
def test_eleven_months_together(replacement, expected):
    paper = MEMBER | {"together_since": "2024-10-01", "is_replacement": replacement}
    assert result("E15", introductions=[YOUTH, paper]) == expected


def test_at_32_without_a_youth_post_two_members_introduce():
    born = {"birth_date": "1993-06-01"}
    two = [MEMBER, MEMBER]
    assert result("E13", **born, introductions=two) == "pass"
    assert result("E16", **born, introductions=two) == "not_applicable"
    assert result("E18", **born, introductions=two) == "pass"
    assert result("E13", **born, introductions=[YOUTH, MEMBER]) == "fail"


def test_at_34_as_youth_secretary_the_youth_path_still_holds():
    cadre = {"birth_date": "1991-06-01", "youth_cadre": True}
    assert result("E13", **cadre) == "pass"
    assert result("E16", **cadre) == "pass"
    assert result("E18", **cadre) == "not_applicable"


def test_at_24_with_neither_union_two_members_introduce():
    alone = {"birth_date": "2001-06-01", "unit": {"has_youth_union": False, "has_trade_union": False}}
    assert result("E13", **alone, introductions=[MEMBER, MEMBER]) == "pass"
    assert result("E13", **alone, introductions=[MEMBER]) == "fail"
    assert result("E17", **alone) == "not_applicable"


def test_without_a_youth_union_the_trade_union_introduces():
    unit = {"unit": {"has_youth_union": False, "has_trade_union": True}}
    assert result("E13", **unit, introductions=[TRADE, MEMBER]) == "pass"
    assert result("E17", **unit, introductions=[TRADE, MEMBER]) == "pass"
    assert result("E17", **unit, introductions=[TRADE, MEMBER], trade_union_member=False) == "fail"


def test_contract_of_eight_months_is_considered_at_home():
    contract = {"type": "contract", "months": 8}
    assert result("E32", engagement=contract | {"considering": "residence"}) == "pass"
    assert result("E32", engagement=contract | {"considering": "workplace"}) == "fail"
    assert result("E32", engagement={"type": "contract", "months": 12, "considering": "workplace"}) == "pass"
    assert result("E32", engagement={"type": "study", "months": 14, "considering": "host"}) == "pass"
    assert result("E32") == "not_applicable"


def test_decision_clock_alerts_on_the_46th_working_day_and_escalates():
    cell = {"step": "decision", "cell_resolution_on": "2026-03-02", "decision_on": None}
    assert result("E29", **cell, as_of="2026-05-04") == "pass"
    assert result("E29", **cell, as_of="2026-05-05") == "fail"
    assert "gia hạn thêm 15" in message("E29", **cell, as_of="2026-05-05")
    assert result("E29", **cell, as_of="2026-05-05", extension_granted=True) == "pass"
    assert result("E29", **cell, as_of="2026-06-01", extension_granted=True) == "fail"
    assert judged(**cell, as_of="2026-05-05").verdict == "eligible", "a broken clock warns and does not block"


def test_late_ceremony_needs_consent():
    late = {"step": "ceremony", "decision_received_on": "2026-06-01", "ceremony_on": "2026-07-20"}
    assert result("E30", **late) == "fail"
    assert result("E30", **late, late_ceremony_consent={"number": "3-CV", "date": "2026-07-10"}) == "pass"
    assert result("E30", **(late | {"ceremony_on": "2026-07-13"})) == "pass"


def test_ceremony_is_counted_from_issue_in_2026():
    changed = {
        "step": "ceremony",
        "decision_on": "2026-08-03",
        "decision_received_on": "2026-09-01",
        "ceremony_on": "2026-09-20",
    }
    assert result("E30", "RS2025B", **changed) == "pass"
    assert result("E30", "RS2026B", **changed) == "fail"


def test_official_from_the_end_of_twelve_months_whatever_the_delay():
    late = {
        "step": "recognition",
        "ceremony_on": "2025-11-15",
        "cell_resolution_on": "2026-12-10",
        "decision_on": "2027-01-05",
        "as_of": "2027-01-05",
    }
    assert result("R01", **late) == "pass"
    assert "15/11/2026" in message("R01", **late)
    early = judged(**(late | {"as_of": "2026-11-14"}))
    assert ("2026-11-15", "R01", "pass") in {
        (c.on.isoformat(), c.criterion, c.to.value) for c in early.next_changes
    }


@pytest.mark.parametrize(("attended", "expected"), [(39, "fail"), (40, "pass")])
def test_eighty_percent_of_fifty_periods(attended, expected):
    assert result("E41", step="certificate", attendance={"periods": 50, "attended": attended}) == expected


def test_one_redo_of_the_paper():
    assert result("E41", step="certificate", paper_scores=[4.9, 5.0]) == "pass"
    assert result("E41", step="certificate", paper_scores=[4.9]) == "fail"
    assert result("E41", step="certificate", paper_scores=[4.9, 4.9, 9]) == "fail"
    assert result("E41", step="certificate", paper_scores=None) == "unknown"


CASES = [
    ("E01", {"citizenship": "LA"}, {"citizenship": None}),
    ("E05", {"education": "primary"}, {"education": None}),
    (
        "E08",
        {"prospect": {"resolution_no": "1", "listed_on": "2024-01-01", "removed_on": "2025-01-01"}},
        {"prospect": None},
    ),
    ("E09", {"helpers": []}, {"helpers": None}),
    ("E10", {"dossier_permission": {"number": "7", "date": "2025-12-01"}}, {"dossier_permission": None}),
    ("E11", {"certificate": {"number": "7", "issued_on": "2025-12-01"}}, {"certificate": None}),
    ("E12", {"certificate": {"number": "7", "issued_on": "2019-12-01"}}, {"certificate": None}),
    ("E13", {"introductions": []}, {"introductions": None}),
    ("E14", {"introductions": [YOUTH, MEMBER | {"official": False}]}, {"introductions": None}),
    ("E15", {"introductions": [YOUTH, MEMBER | {"together_since": "2025-01-01"}]}, {"introductions": None}),
    ("E16", {"youth_member": False}, {"youth_member": None}),
    ("E19", {"application_on": "2025-12-01"}, {"application_on": None}),
    ("E20", {"history": {"declared": False}}, {"history": None}),
    ("E21", {"verification": {"complete": False, "exempt": False}}, {"verification": None}),
    (
        "E22",
        {"verification": {"complete": True, "verifier_is_family": True}},
        {"verification": {"complete": True}},
    ),
    ("E24", {"opinions": {"unions": True, "residence": False}}, {"opinions": {"unions": True}}),
    ("E25", {"dossier_started_on": "2024-11-04"}, {"dossier_started_on": None}),
    (
        "E33",
        {"religion": "Công giáo", "religion_consent": {"number": "1", "date": "2026-01-01"}},
        {"religion": "Công giáo"},
    ),
    (
        "E34",
        {"foreign_spouse": True, "foreign_consent": {"number": "1", "date": "2026-01-01"}},
        {"foreign_spouse": True},
    ),
    (
        "E35",
        {"readmission": {"left_on": "2024-01-01", "reason_excluded": False, "times_before": 0}},
        {"readmission": {"left_on": "2020-01-01", "reason_excluded": False, "times_before": 0}},
    ),
]


@pytest.mark.parametrize(("criterion", "wrong", "missing"), CASES, ids=[case[0] for case in CASES])
def test_known_wrong_blocks_and_not_known_only_waits(criterion, wrong, missing):
    assert result(criterion, **wrong) == "fail"
    assert judged(**wrong).verdict == "blocked"
    assert result(criterion, **missing) == "unknown"
    assert judged(**missing).verdict in {"incomplete", "blocked"}
    assert "Còn thiếu" in message(criterion, **missing)


SOFT = [
    ("E37", {"ratings": ["good", "completed"]}, {"ratings": ["good"]}),
    (
        "E38",
        {"ratings": None, "student": {"study": "Trung bình", "conduct": "Tốt", "failed_courses": 0}},
        {"ratings": None},
    ),
    ("E39", {"reviews": []}, {"reviews": None}),
    ("E40", {"task_given": False}, {"task_given": None}),
]


@pytest.mark.parametrize(("criterion", "wrong", "missing"), SOFT, ids=[case[0] for case in SOFT])
def test_soft_criteria_never_change_the_verdict(criterion, wrong, missing):
    assert result(criterion, **wrong) == "fail"
    assert result(criterion, **missing) == "unknown"
    assert judged(**wrong).verdict == judged(**missing).verdict == "eligible"


def test_a_late_review_is_told_by_its_month():
    reviews = [{"period": f"2025-{m:02d}", "on_time": m != 9} for m in range(5, 11)]
    assert "nộp muộn tháng 09/2025" in message("E39", reviews=reviews)


def test_a_gap_between_helpers_is_told_and_does_not_block():
    helpers = [
        {"official": True, "from": "2024-01-10", "to": "2024-03-01"},
        {"official": True, "from": "2024-06-01"},
    ]
    assert result("E09", helpers=helpers) == "pass"
    assert "gián đoạn 91 ngày" in message("E09", helpers=helpers)


def test_diploma_wording_of_2025_and_completed_wording_of_2026():
    completed = {"education": "lower_secondary", "education_status": "completed_programme"}
    assert result("E05", "RS2025B", **completed) == "fail"
    assert result("E05b", "RS2026B", **completed) == "pass"
    assert result("E05", "RS2026B") is None


def test_education_exceptions_lift_what_they_may():
    poor = {"education": "primary", "residence_area": "difficult"}
    assert (result("E06", **poor), result("E05", **poor)) == ("pass", "waived")
    elder = {
        "education": "literate",
        "village_prestige": True,
        "central_consent": {"number": "1", "date": "2025-01-01"},
    }
    assert (result("E07", **elder), result("E05", **elder)) == ("pass", "waived")
    assert result("E05b", "RS2026B", **poor) == "waived"


def test_a_waiver_needs_evidence_and_a_person():
    gone = {"opinions": None}
    signed = {"criterion": "E24", "evidence": "Kết luận số 5-KL/ĐU", "person": "Bí thư đảng ủy"}
    assert result("E24", **gone, waivers=[signed]) == "waived"
    assert judged(**gone, waivers=[signed]).verdict == "eligible"
    assert result("E24", **gone, waivers=[signed | {"person": " "}]) == "unknown"


def test_population_policy_is_never_judged():
    for step in ("dossier", "cell", "committee", "decision", "ceremony", "recognition", "certificate"):
        assert "E36" not in {line.id for line in judged(step=step).criteria}


EXPECTED_STEPS = {
    "dossier": "E01 E05 E06 E07 E08 E09 E10 E11 E12 E37 E38 E39 E40",
    "cell": "E01 E02 E03 E04 E05 E06 E07 E08 E09 E10 E11 E12 E13 E14 E15 E16 E17 E18 E19 E20 E21 E22 E24 E25 E32 E33 E34 E35 E37 E38 E39 E40",
    "committee": "E26",
    "decision": "E23 E26 E27 E29",
    "ceremony": "E28 E30 E31",
    "recognition": "R01 R02 R03 R04 R05 R06",
    "certificate": "E41",
}


@pytest.mark.parametrize(("step", "criteria"), EXPECTED_STEPS.items())
def test_each_step_judges_its_own_criteria(step, criteria):
    assert [line.id for line in judged(step=step).criteria] == criteria.split()


@pytest.mark.parametrize("standard", ["undetermined", "not_met"])
def test_the_political_standard_gates_the_decision(standard):
    assert judged(step="decision", political_standard=standard).verdict == "blocked"
    assert judged(step="decision", political_standard="met").verdict == "eligible"


def test_recognition_asks_for_everything():
    ready = {
        "step": "recognition",
        "as_of": "2027-01-15",
        "cell_resolution_on": "2027-01-14",
        "decision_on": "2027-01-15",
    }
    assert judged(**ready).verdict == "eligible"
    for missing in ("self_review_on", "new_member_certificate", "helper_remark"):
        probation = {key: value for key, value in READY["probation"].items() if key != missing}
        assert judged(**ready, probation=probation).verdict == "incomplete"
