"""The dossier: which papers a case needs, entering many at once, one truth with the eligibility facts."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.candidates.dossier import DossierCase, Part, kinds_of
from portal.candidates.evidence_kinds import EvidenceKind, PaperState
from portal.candidates.facts import build_facts
from portal.candidates.models.evidence import Evidence
from portal.candidates.operations.record_evidence import record_evidence
from portal.candidates.operations.record_papers import PaperEntry, record_papers
from portal.candidates.paper_forms import form_edition_on, form_editions
from portal.candidates.queries.dossier_page import dossier_page
from portal.candidates.queries.records import get_record
from portal.candidates.stages import Stage
from portal.eligibility.criteria.introducers import Way
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError
from tests.portal.candidates.builders import a_candidate, a_certificate, travel

KIND = EvidenceKind
TODAY = "2026-01-05"


def case(**values) -> DossierCase:
    there = {"ways": frozenset({Way.TWO_MEMBERS}), "is_in_section": False, "has_committee": True}
    return DossierCase(**(there | values))


@pytest.fixture
def hoa(acting, cast):
    with acting(cast.an):
        return a_candidate()


@pytest.fixture
def an(client_as, cast):
    return client_as(cast.an)


def facts_of(candidate_id):
    return build_facts(get_record(candidate_id), step="cell", as_of=clock.today())


def line(page, kind):
    return next(row for row in page.rows if row.kind is kind)


def sent(page, **changes) -> dict[str, str]:
    """What a browser would send of a page, with some fields changed: ``application__number="1"``."""
    names = re.findall(r'name="(papers-\d+-\w+)"', page)
    values: dict[str, str] = {}
    for name in dict.fromkeys(names):
        value = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
        values[name] = value[1] if value else ""
    for name in [name for name in values if name.endswith("-state")]:
        options = page.split(f'name="{name}"')[1].split("</select>")[0]
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        values[name] = chosen[1] if chosen else ""
    number_of = {value: name.split("-")[1] for name, value in values.items() if name.endswith("-key")}
    for change, value in changes.items():
        kind, _, field = change.partition("__")
        values[f"papers-{number_of[kind]}-{field}"] = value
    return values


@pytest.mark.parametrize(
    ("changes", "there", "absent"),
    [
        ({}, KIND.COMMITTEE_RESOLUTION, KIND.SECTION_APPRAISAL),
        ({"is_in_section": True}, KIND.SECTION_APPRAISAL, KIND.RELIGION_CONSENT),
        ({"has_committee": False}, KIND.CELL_RESOLUTION, KIND.COMMITTEE_RESOLUTION),
        ({"follows_religion": True}, KIND.RELIGION_CONSENT, KIND.FOREIGN_CONSENT),
        ({"has_foreign_ties": True}, KIND.FOREIGN_CONSENT, KIND.CENTRAL_CONSENT),
        ({"is_over_age": True}, KIND.CENTRAL_CONSENT, KIND.FOREIGN_CONSENT),
    ],
)
def test_the_case_decides_which_papers_of_admission_apply(changes, there, absent):
    kinds = kinds_of(Part.ADMISSION, case(**changes))
    assert there in kinds
    assert absent not in kinds


def test_recognition_in_a_grassroots_cell_needs_no_resolution_of_a_committee():
    kinds = kinds_of(Part.RECOGNITION, case(has_committee=False))
    assert KIND.RECOGNITION_COMMITTEE_RESOLUTION not in kinds
    assert KIND.RECOGNITION_CELL_RESOLUTION in kinds


def test_form_codes_are_those_of_the_day():
    assert form_edition_on(date(2023, 5, 1)).basis.startswith("12-HD/BTCTW")
    assert form_edition_on(date(2026, 5, 1)).basis.startswith("38-HD/BTCTW")
    assert form_edition_on(date(2010, 1, 1)) == form_editions()[0]
    latest = form_edition_on(date(2026, 5, 1))
    assert latest.codes["cell_resolution"] == "6-KNĐ"
    assert "history_certified" not in latest.unverified
    assert latest.unverified <= set(latest.codes)


def test_introductions_follow_age_and_unions(acting, cast):
    with acting(cast.an):
        young, old = (
            a_candidate(birth_date=date(2003, 1, 1)),
            a_candidate("Đỗ Đức Khánh", birth_date=date(1975, 1, 1)),
        )
        choices = {
            name: [row.choice for row in dossier_page(i).rows if row.kind is KIND.INTRODUCTION]
            for name, i in (("young", young), ("old", old))
        }
    assert choices == {"young": ["official_member", "youth_union"], "old": ["official_member"] * 2}


def test_several_papers_are_entered_at_once_and_become_facts(acting, cast, an, hoa):
    address = f"/candidates/{hoa}/dossier"
    answer = an.post(
        address,
        data=sent(
            an.get(address).text,
            application__state="held",
            application__dated_on="05/01/2026",
            application__holder="Chi ủy",
            history_certified__state="submitted",
            history_certified__dated_on="6-1-2026",
            member_card__state="in_progress",
        ),
    )
    assert answer.status_code == 302
    assert "Đã ghi 3 giấy tờ." in an.get(answer.location).text
    with acting(cast.an):
        facts = facts_of(hoa)
        states = {row.kind: row.state for row in db.session.scalars(select(Evidence))}
    assert (facts.application_on, facts.history.certified_on) == (date(2026, 1, 5), date(2026, 1, 6))
    assert states == {
        KIND.APPLICATION: PaperState.HELD,
        KIND.HISTORY_CERTIFIED: PaperState.SUBMITTED,
        KIND.MEMBER_CARD: PaperState.IN_PROGRESS,
    }


@pytest.mark.parametrize(
    ("state", "counts"), [("held", True), ("submitted", True), ("in_progress", False), ("returned", False)]
)
def test_only_a_paper_that_is_there_counts_as_evidence(acting, cast, hoa, state, counts):
    with acting(cast.an):
        record_evidence(candidate_id=hoa, kind="application", dated_on=date(2026, 1, 5), state=state)
        assert (facts_of(hoa).application_on is not None) is counts
        assert line(dossier_page(hoa), KIND.APPLICATION).state == state


def test_a_paper_sent_back_supersedes_the_one_that_was_there(acting, cast, hoa):
    with acting(cast.an):
        for state in ("held", "returned"):
            record_evidence(candidate_id=hoa, kind="application", dated_on=date(2026, 1, 5), state=state)
        history = [row.state for row in db.session.scalars(select(Evidence).order_by(Evidence.recorded_at))]
        assert facts_of(hoa).application_on is None
    assert history == ["held", "returned"]


def test_number_and_date_of_a_resolution_come_from_its_step(acting, cast, hoa):
    with acting(cast.an):
        a_certificate(hoa, number="118/GCN")
        travel(hoa, Stage.CELL_RESOLVED)
        page = dossier_page(hoa)
    resolution, certificate = line(page, KIND.CELL_RESOLUTION), line(page, KIND.CLASS_CERTIFICATE)
    assert (resolution.state, resolution.number) == (PaperState.HELD, "21-NQ/CB")
    assert (certificate.state, certificate.number) == (PaperState.HELD, "118/GCN")


def test_where_a_resolution_lies_is_entered_and_its_number_is_not(acting, cast, an, hoa):
    with acting(cast.an):
        travel(hoa, Stage.CELL_RESOLVED)
    address = f"/candidates/{hoa}/dossier"
    an.post(
        address,
        data=sent(
            an.get(address).text, cell_resolution__state="submitted", cell_resolution__holder="Văn phòng"
        )
        | {"papers-7-number": "forged"},
    )
    with acting(cast.an):
        row = line(dossier_page(hoa), KIND.CELL_RESOLUTION)
        (kept,) = db.session.scalars(select(Evidence))
    assert (row.state, row.number, row.holder) == (PaperState.SUBMITTED, "21-NQ/CB", "Văn phòng")
    assert (kept.number, kept.dated_on) == ("", None)


def test_a_resolution_that_no_step_speaks_of_cannot_be_there(an, hoa):
    address = f"/candidates/{hoa}/dossier"
    answer = an.post(address, data=sent(an.get(address).text, cell_resolution__state="held"))
    assert answer.status_code == 422
    assert "ghi bước đó trước" in answer.text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Chưa có dòng nào thay đổi."),
        ({"application__state": "held"}, "Cần ngày viết đơn."),
        (
            {"application__state": "held", "application__dated_on": "01/01/2199"},
            "Ngày ở tương lai.",
        ),
        ({"application__state": "held", "application__dated_on": "hôm qua"}, "Nhập ngày theo dạng"),
        ({"verification__state": "held", "verification__dated_on": "05/01/2026"}, "Chọn một mục."),
        ({"application__state": "lost"}, "không có trong danh sách"),
        ({"application__holder": "x" * 300, "application__state": "in_progress"}, "120"),
    ],
)
def test_bad_input_is_said_beside_the_line_and_what_was_typed_stays(acting, cast, an, hoa, changes, said):
    address = f"/candidates/{hoa}/dossier"
    good = {"member_history__state": "held", "member_history__dated_on": "07/01/2026"} if changes else {}
    answer = an.post(address, data=sent(an.get(address).text, **good, **changes))
    assert answer.status_code == 422
    assert said in answer.text
    if good:
        assert 'value="07/01/2026"' in answer.text
    with acting(cast.an):
        assert db.session.scalars(select(Evidence)).all() == []


def entry(**values) -> PaperEntry:
    there = {"key": "application", "kind": KIND.APPLICATION, "seen_id": None, "state": PaperState.HELD}
    return PaperEntry(**(there | {"dated_on": date(2026, 1, 5)} | values))


def test_two_clerks_the_second_is_told_and_untouched_lines_do_not_matter(acting, cast, hoa):
    with acting(cast.an):
        first = record_evidence(candidate_id=hoa, kind="application", dated_on=date(2026, 1, 5))
        second = record_evidence(
            candidate_id=hoa, kind="application", dated_on=date(2026, 1, 9), holder="Chi ủy"
        )
        with pytest.raises(Conflict) as told:
            record_papers(candidate_id=hoa, papers=[entry(seen_id=first, holder="Tôi")])
        assert told.value.field == "application.state"
        untouched = entry(seen_id=first)
        card = entry(key="member_card", kind=KIND.MEMBER_CARD)
        assert record_papers(candidate_id=hoa, papers=[untouched, card]) == 1
        with pytest.raises(Conflict):
            record_papers(candidate_id=hoa, papers=[entry()])
        current = db.session.scalars(
            select(Evidence).where(Evidence.kind == "application", Evidence.is_current)
        ).one()
    assert (current.id, current.holder) == (second, "Chi ủy")


def test_all_or_nothing(acting, cast, hoa):
    with acting(cast.an):
        bad = entry(key="history_certified", kind=KIND.HISTORY_CERTIFIED, dated_on=None)
        with pytest.raises(DomainError) as told:
            record_papers(candidate_id=hoa, papers=[entry(), bad])
        assert told.value.field == "history_certified.dated_on"
        assert db.session.scalars(select(Evidence)).all() == []


def test_a_paper_set_back_to_missing_is_withdrawn(acting, cast, hoa):
    with acting(cast.an):
        seen = record_evidence(candidate_id=hoa, kind="application", dated_on=date(2026, 1, 5))
        record_papers(candidate_id=hoa, papers=[entry(seen_id=seen, state=None)])
        assert line(dossier_page(hoa), KIND.APPLICATION).state is None
        assert [row.is_current for row in db.session.scalars(select(Evidence))] == [False]


def test_the_keeper_of_an_introduction_changes_nothing_of_what_it_says(acting, cast, an, hoa):
    with acting(cast.an):
        record_evidence(
            candidate_id=hoa,
            kind="introduction",
            choice="official_member",
            dated_on=date(2026, 1, 5),
            flags=["official"],
            together_since=date(2020, 1, 1),
            holder="Trần Văn Minh",
        )
        before = facts_of(hoa).introductions
        key = next(row.key for row in dossier_page(hoa).rows if row.evidence)
    address = f"/candidates/{hoa}/dossier"
    assert (
        an.post(address, data=sent(an.get(address).text, **{f"{key}__holder": "Chi ủy"})).status_code == 302
    )
    with acting(cast.an):
        page = dossier_page(hoa)
        assert facts_of(hoa).introductions == before
    row = next(row for row in page.rows if row.evidence)
    assert (row.holder, row.evidence.holder) == ("Chi ủy", "Trần Văn Minh")


@pytest.mark.parametrize(
    "page", ["/dossier", "/dossier/print", "/dossier?part=recognition", "/eligibility", "/drafts"]
)
def test_the_secretary_may_the_stranger_finds_nothing_and_the_candidate_is_refused(
    client_as, cast, hoa, page
):
    address = f"/candidates/{hoa}{page}"
    assert client_as(cast.an).get(address).status_code == 200
    assert client_as(cast.chi).get(address).status_code == 404
    assert client_as(cast.em).get(address).status_code == 403


def test_khoi_reads_the_dossier_and_enters_nothing(client_as, cast, hoa):
    giang = client_as(cast.giang)
    assert (
        "<form"
        not in giang.get(f"/candidates/{hoa}/dossier")
        .text.split("<main")[1]
        .split("papers")[1]
        .split("</table>")[0]
    )
    assert giang.post(f"/candidates/{hoa}/dossier", data={}).status_code == 403


@pytest.mark.parametrize("n", [1, 3])
def test_the_dossier_costs_the_same_however_many_papers(acting, cast, an, statements, hoa, n):
    with acting(cast.an):
        for kind in ("application", "history_certified", "member_card")[:n]:
            record_evidence(candidate_id=hoa, kind=kind, dated_on=clock.today() - timedelta(days=1))
    with statements() as sql:
        assert an.get(f"/candidates/{hoa}/dossier").status_code == 200
    assert len(sql) == 10, sql.texts
