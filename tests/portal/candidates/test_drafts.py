"""Working drafts: what is missing is told before, what is drafted is whole sentences and kept nowhere."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from docx import Document

from portal.candidates.draft_texts import draft_context
from portal.candidates.drafts import DraftKind, DraftSubject, missing_facts
from portal.candidates.operations.record_evidence import record_evidence
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.documents.docx import render_docx
from portal.kernel.errors import DomainError
from portal.organizations.operations.change_setting import change_setting
from tests.portal.candidates.builders import a_candidate, a_certificate, the_unit, travel
from tests.portal.candidates.test_views import audited

SUBJECT = DraftSubject(
    name="Ngô Hữu Lâm",
    birth_date=date(1992, 3, 15),
    position="Bác sĩ",
    unit_name="Chi bộ Khối Dược",
    house_name="Đảng bộ Bệnh viện Đa khoa tỉnh",
    superior_name="Đảng bộ các cơ quan tỉnh",
    has_committee=True,
    place="Đà Lạt",
    basis="208-QĐ/TW ngày 26/7/2026",
    list_resolution_no="12-NQ/CB",
    listed_on=date(2024, 1, 10),
    certificate_no="718/GCN",
    certificate_on=date(2022, 11, 8),
    history_certified_on=date(2026, 10, 24),
    has_verification=True,
    decision_no="358-QĐ/ĐUK",
    decision_on=date(2026, 7, 6),
    helper="Trần Văn Minh",
    strengths="Cầu thị",
    weaknesses="Ít phát biểu",
)
MEETING = {
    "meeting_on": date(2026, 2, 5),
    "meeting_place": "Hội trường",
    "total_members": 18,
    "official_members": 17,
    "present_members": 16,
    "absence_reason": "Hai đồng chí đi công tác.",
    "chair": "Nguyễn Thị Lan Anh",
    "secretary": "Phạm Quốc Bảo",
    "official_summoned": 14,
    "yes": 13,
    "signer": "Nguyễn Thị Lan Anh",
}
TYPED = {
    DraftKind.CELL_PROPOSAL: MEETING
    | {"strengths": "Cầu thị", "weaknesses": "Ít phát biểu", "voting_form": "bỏ phiếu kín"},
    DraftKind.HELPER_RESOLUTION: MEETING
    | {"helper": "Trần Văn Minh", "helper_from": date(2026, 3, 1), "task": "Giúp chi đoàn"},
    DraftKind.OPINION_SUMMARY: {
        "union_body": "Đoàn cơ sở",
        "union_on": date(2026, 1, 5),
        "union_present": 32,
        "union_yes": 31,
        "union_opinion": "Gương mẫu",
        "residence_body": "Chi ủy tổ dân phố 5",
        "residence_on": date(2026, 1, 12),
        "residence_present": 3,
        "residence_yes": 3,
        "residence_opinion": "Tốt",
        "signer": "Nguyễn Thị Lan Anh",
    },
    DraftKind.CEREMONY_MINUTES: {
        "held_on": date(2026, 8, 19),
        "begins_at": "8 giờ",
        "ends_at": "9 giờ",
        "meeting_place": "Hội trường",
        "present_members": 16,
        "guests": "",
        "chair": "Nguyễn Thị Lan Anh",
        "secretary": "Phạm Quốc Bảo",
        "decision_reader": "Phạm Quốc Bảo",
        "decided_by": "Ban Thường vụ Đảng ủy Khối",
        "helper": "Trần Văn Minh",
        "speaker": "",
        "copies": 2,
    },
}


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [p.text for table in document.tables for cell in table.rows[0].cells for p in cell.paragraphs]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def write(kind: DraftKind, **changes) -> str:
    context = draft_context(kind, SUBJECT, TYPED[kind] | changes, date(2026, 2, 6))
    return text_of(render_docx(f"{kind.value}.docx", context))


@pytest.mark.parametrize("kind", list(DraftKind))
def test_every_draft_is_marked_bears_no_number_and_leaves_no_gap(kind):
    text = write(kind)
    assert "DỰ THẢO" in text
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text
    assert "Ngô Hữu Lâm" in text
    assert "15/3/1992" in text
    for gap in ("...", "…", "{{", "{%", "None", "( )"):
        assert gap not in text
    assert "ngày      tháng 02 năm 2026" in text


def test_the_cell_proposes_to_its_committee_with_the_counts_of_the_vote():
    text = write(DraftKind.CELL_PROPOSAL)
    assert "14 đảng viên chính thức được triệu tập" in text
    assert "13 đồng chí, đạt 92,9 %; số không tán thành: 1 đồng chí" in text
    assert "vắng 2 đảng viên (hai đồng chí đi công tác)" in text
    assert "chi bộ đề nghị Đảng ủy Bệnh viện Đa khoa tỉnh xem xét" in text
    assert "ĐẢNG BỘ BỆNH VIỆN ĐA KHOA TỈNH" in text
    assert "công tác, học tập tại Bệnh viện Đa khoa tỉnh" in text


def test_a_ceremony_without_guests_and_speech_says_neither():
    text = write(DraftKind.CEREMONY_MINUTES)
    assert "16 đảng viên của chi bộ. Chủ trì" in text
    assert "6. Chào cờ, bế mạc." in text


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        (DraftKind.CELL_PROPOSAL, {"yes": 9}, "yes"),
        (DraftKind.CELL_PROPOSAL, {"yes": 15}, "yes"),
        (DraftKind.CELL_PROPOSAL, {"official_summoned": 18}, "official_summoned"),
        (DraftKind.CELL_PROPOSAL, {"official_members": 19}, "official_members"),
        (DraftKind.CELL_PROPOSAL, {"present_members": 19}, "present_members"),
        (DraftKind.CELL_PROPOSAL, {"absence_reason": " . "}, "absence_reason"),
        (DraftKind.HELPER_RESOLUTION, {"yes": 7}, "yes"),
        (DraftKind.OPINION_SUMMARY, {"union_yes": 33}, "union_yes"),
        (DraftKind.OPINION_SUMMARY, {"residence_yes": 4}, "residence_yes"),
    ],
)
def test_counts_that_contradict_each_other_are_refused_by_their_field(kind, changes, field):
    with pytest.raises(DomainError) as told:
        draft_context(kind, SUBJECT, TYPED[kind] | changes, date(2026, 2, 6))
    assert told.value.field == field


def test_a_helper_needs_more_than_half_not_two_thirds():
    assert "8/14" in write(DraftKind.HELPER_RESOLUTION, yes=8)


@pytest.fixture
def hoa(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate(unit_id=the_unit())
        a_certificate(candidate_id)
    return candidate_id


def test_what_is_missing_is_told_before_drafting(acting, cast, client_as, hoa):
    an = client_as(cast.an)
    page = an.get(f"/candidates/{hoa}/drafts").text
    assert "địa danh ghi trên văn bản" in page
    assert "ngày cấp ủy chứng nhận lý lịch" in page
    assert an.get(f"/candidates/{hoa}/drafts/cell_proposal").status_code == 302


def test_a_draft_is_downloaded_and_recorded_and_nothing_is_kept(acting, cast, client_as, hoa):
    with acting(cast.an):
        change_setting(place="Đà Lạt")
        for kind, values in (("history_certified", {}), ("verification", {"choice": "complete"})):
            record_evidence(candidate_id=hoa, kind=kind, dated_on=clock.today(), **values)
        travel(hoa, Stage.DOSSIER_IN_PROGRESS, last_on=clock.today() - timedelta(days=3))
    an = client_as(cast.an)
    address = f"/candidates/{hoa}/drafts/cell_proposal"
    typed = {
        name: f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
        for name, value in TYPED[DraftKind.CELL_PROPOSAL].items()
    }
    wrong = an.post(address, data=typed | {"yes": "9"})
    assert wrong.status_code == 422
    assert "9/14 chưa đủ 2/3" in wrong.text
    assert 'value="Nguyễn Thị Lan Anh"' in wrong.text
    answer = an.post(address, data=typed)
    assert answer.mimetype.endswith("wordprocessingml.document")
    assert "Lê Thị Hoa" in text_of(answer.data)
    assert audited(acting, cast, "draft.downloaded") == 1
    assert an.post(address, data={}).status_code == 422


def test_only_the_desk_of_the_house_drafts(cast, client_as, hoa):
    address = f"/candidates/{hoa}/drafts"
    assert client_as(cast.chi).get(address).status_code == 404
    assert client_as(cast.binh).get(address).status_code == 403
    assert client_as(cast.giang).get(address).status_code == 403
    assert client_as(cast.an).get(f"{address}/secret_paper").status_code == 404


def test_missing_facts_are_those_of_the_paper():
    assert missing_facts(DraftKind.CEREMONY_MINUTES, SUBJECT) == []
