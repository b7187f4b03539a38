"""Sample union: members of three branches, two years of activities, referrals, stories. All invented."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PIL import Image, ImageDraw
from sqlalchemy import func, select

from portal.activities.campaigns.models import CampaignKind
from portal.activities.campaigns.operations.call_campaign import call_campaign
from portal.activities.campaigns.operations.publish_campaign import publish_campaign
from portal.activities.exemplars.models import ExemplarState
from portal.activities.exemplars.operations.decide_exemplar import decide_exemplar
from portal.activities.exemplars.operations.propose_exemplar import propose_exemplar
from portal.activities.exemplars.operations.publish_exemplar import publish_exemplar
from portal.activities.forum.models import TopicKind
from portal.activities.forum.operations.say import say
from portal.activities.log.models import ActivityKind, Participation, ParticipationRole
from portal.activities.log.operations.add_people import add_people
from portal.activities.log.operations.approve_activity import approve_activity
from portal.activities.log.operations.change_participation import change_participation
from portal.activities.log.operations.keep_evidence import keep_evidence
from portal.activities.log.operations.record_activity import record_activity
from portal.activities.log.operations.report_activity import report_activity
from portal.activities.members.models import Title, UnionMember
from portal.activities.members.operations.add_member import add_member
from portal.activities.members.operations.award_title import award_title
from portal.activities.members.operations.link_branch import link_branch
from portal.activities.referrals.models import Answer, MentoringStep
from portal.activities.referrals.operations.answer_referral import answer_referral
from portal.activities.referrals.operations.ask_mentoring import ask_mentoring
from portal.activities.referrals.operations.note_mentoring import note_mentoring
from portal.activities.referrals.operations.propose_referral import propose_referral
from portal.activities.referrals.operations.send_referral import send_referral
from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.choices import unit_choices
from portal.candidates.stages import IN_LIST
from portal.kernel import clock
from portal.kernel.actor import Actor
from portal.kernel.database import db, session_as
from portal.kernel.operation import operation
from portal.organizations.queries import find_operator, find_organization_id, list_units
from portal.people.models import Person, Sex

ORDER = 70
UNION = "D02"
BRANCHES = {
    "Chi đoàn Bệnh viện Đa khoa tỉnh": "K53",
    "Chi đoàn Trường Đại học A": "K57",
    "Chi đoàn Văn phòng UBND tỉnh": "K18",
}
OF_LIST = {"K53": 14, "K57": 10, "K18": 0}
"""How many members of a branch stand on the Party house's list already."""
OTHERS = (
    ("Nguyễn Thị Bảo Trâm", Sex.FEMALE),
    ("Phạm Gia Huy", Sex.MALE),
    ("Lê Thị Kiều Oanh", Sex.FEMALE),
    ("Trần Nhật Minh", Sex.MALE),
    ("Cil Múp K'Hương", Sex.FEMALE),
    ("Đặng Quốc Khánh", Sex.MALE),
    ("Vũ Thị Thùy Dung", Sex.FEMALE),
    ("Hồ Đăng Khoa", Sex.MALE),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """One activity: how many days ago, and how far its paper work has come."""

    title: str
    kind: ActivityKind
    days_ago: int
    place: str
    branch: int | None
    steps: int
    """0 planned or held, 1 reported, 2 approved."""
    result: str = ""


ACTIVITIES = (
    Sample(
        "Hiến máu tình nguyện “Giọt hồng cơ quan”",
        ActivityKind.BLOOD_DONATION,
        18,
        "Bệnh viện Đa khoa tỉnh",
        0,
        2,
        "42 đơn vị máu",
    ),
    Sample(
        "Ngày thứ Bảy tình nguyện",
        ActivityKind.VOLUNTEERING,
        9,
        "Xã vùng ven",
        None,
        1,
        "Dọn 2 km đường, trồng 120 cây",
    ),
    Sample("Hỗ trợ người dân nộp hồ sơ trực tuyến", ActivityKind.DIGITAL_SUPPORT, 4, "Bộ phận Một cửa", 2, 0),
    Sample(
        "Thầy thuốc trẻ khám bệnh miễn phí",
        ActivityKind.VOLUNTEERING,
        40,
        "Nhà văn hóa xã",
        0,
        2,
        "Khám, cấp thuốc cho 215 người",
    ),
    Sample(
        "Thăm khu di tích – địa chỉ đỏ",
        ActivityKind.POLITICAL_EDUCATION,
        75,
        "Khu di tích lịch sử",
        None,
        2,
        "38 đoàn viên dự, viết thu hoạch",
    ),
    Sample(
        "Cuộc thi trực tuyến tìm hiểu về Đảng",
        ActivityKind.CONTEST,
        110,
        "Trực tuyến",
        None,
        2,
        "61 bài dự thi",
    ),
    Sample(
        "Mùa hè xanh", ActivityKind.VOLUNTEERING, 135, "Huyện miền núi", 1, 2, "Sửa 3 phòng học, dạy hè 2 lớp"
    ),
    Sample(
        "Trồng cây “Đời đời nhớ ơn Bác Hồ”",
        ActivityKind.VOLUNTEERING,
        280,
        "Công viên trung tâm",
        None,
        2,
        "300 cây",
    ),
    Sample(
        "Hội thao cán bộ, công chức, viên chức",
        ActivityKind.SPORT_CULTURE,
        200,
        "Nhà thi đấu",
        None,
        2,
        "Giải nhì toàn đoàn",
    ),
    Sample(
        "Tháng Thanh niên 2025: Bữa sáng yêu thương",
        ActivityKind.CHARITY,
        600,
        "Bệnh viện Đa khoa tỉnh",
        0,
        2,
        "450 suất ăn",
    ),
    Sample(
        "Quyên góp ủng hộ đồng bào vùng lũ",
        ActivityKind.CHARITY,
        415,
        "Văn phòng Đoàn Khối",
        None,
        2,
        "36 triệu đồng",
    ),
    Sample(
        "Giao lưu truyền thống với Hội Cựu chiến binh",
        ActivityKind.POLITICAL_EDUCATION,
        -28,
        "Hội trường Khối",
        None,
        0,
    ),
    Sample("Ngày hội đọc sách", ActivityKind.SPORT_CULTURE, -12, "Thư viện tỉnh", 1, 0),
)


def load() -> None:
    """Furnish the sample union unless it has members."""
    with session_as(find_operator(UNION)):
        if db.session.scalar(select(func.count()).select_from(UnionMember)):
            return
    listed = {code: _listed(code, count) for code, count in OF_LIST.items()}
    with session_as(_khoi()):
        campaign_id = _call()
    with session_as(_officer("doankhoi")):
        branches = _gather(listed=listed)
        _work(campaign_id=campaign_id, branches=branches)
    _refer()
    _ask_for_help()
    _tell_stories()
    with session_as(_officer("doankhoi")):
        say(
            topic_kind=TopicKind.CAMPAIGN,
            topic_id=campaign_id,
            text="Hoạt động làm chung hai chi đoàn thì ghi vào đơn vị nào, có tính cho cả hai không?",
        )


def _khoi() -> Actor:
    return _officer("khoi")


def _officer(username: str) -> Actor:
    """Return the actor of a sample account."""
    from flask import current_app

    actor: Actor | None = current_app.extensions["actor_named"](username)
    if actor is None:
        raise LookupError(username)
    return actor


def _listed(code: str, count: int) -> list[tuple[str, date, Sex]]:
    """Return some of a Party house's listed people: they are union members, too."""
    with session_as(find_operator(code)):
        rows = db.session.execute(
            select(Person.full_name, Person.birth_date, Person.sex)
            .join(Candidate, (Candidate.tenant_id == Person.tenant_id) & (Candidate.person_id == Person.id))
            .where(Candidate.stage.in_(IN_LIST), Person.birth_date > clock.today() - timedelta(days=30 * 365))
            .order_by(Person.sort_name)
            .limit(count)
        )
        return [(name, born, sex) for name, born, sex in rows]


def _call() -> UUID:
    today = clock.today()
    campaign_id = call_campaign(
        kind=CampaignKind.MOVEMENT,
        title="Tuổi trẻ Khối xung kích chuyển đổi số, vì cộng đồng",
        starts_on=date(today.year, 1, 15),
        ends_on=date(today.year, 12, 31),
        plan_no="12-KH/ĐUK",
        goals="Mỗi chi đoàn có ít nhất hai hoạt động trong năm; mỗi đoàn viên tham gia ít nhất một.\n"
        "Qua phong trào phát hiện, bồi dưỡng, giới thiệu đoàn viên ưu tú với Đảng.",
        criteria="Số hoạt động đã duyệt; tỷ lệ đoàn viên tham gia; số đoàn viên ưu tú được giới thiệu.",
    )
    publish_campaign(campaign_id=campaign_id)
    return campaign_id


@operation
def _gather(*, listed: dict[str, list[tuple[str, date, Sex]]]) -> list[UUID]:
    """Write the branches and their members; return the branches' ids."""
    units = {unit.name: unit.id for unit in list_units()}
    found = []
    for position, (name, code) in enumerate(BRANCHES.items()):
        unit_id = units[name]
        house = find_organization_id(code)
        if house is not None:
            link_branch(unit_id=unit_id, party_house_id=house)
        others = [
            (full_name, date(1996 + number, 3 + position, 5 + number), sex)
            for number, (full_name, sex) in enumerate(OTHERS)
        ]
        for number, (full_name, born, sex) in enumerate([*listed[code], *others]):
            add_member(
                full_name=full_name,
                birth_date=born,
                sex=sex,
                unit_id=unit_id,
                position="Bí thư chi đoàn" if number == 0 else "",
            )
        found.append(unit_id)
    return found


@operation
def _work(*, campaign_id: UUID, branches: list[UUID]) -> None:
    """Log the activities, each with some members; report and approve most of them."""
    members: dict[UUID, list[UUID]] = {unit_id: [] for unit_id in branches}
    for member in db.session.scalars(select(UnionMember).order_by(UnionMember.id)):
        members[member.unit_id].append(member.person_id)
    for number, sample in enumerate(ACTIVITIES):
        unit_id = branches[sample.branch] if sample.branch is not None else None
        held_on = clock.today() - timedelta(days=sample.days_ago)
        is_this_year = held_on.year == clock.today().year
        activity_id = record_activity(
            title=sample.title,
            kind=sample.kind,
            held_on=held_on,
            place=sample.place,
            unit_id=unit_id,
            campaign_id=campaign_id if is_this_year and number % 2 == 0 else None,
            names="Nguyen Thi Bao Tram\nTran Van Khach Moi" if sample.steps == 1 else "",
        )
        pool = members[unit_id] if unit_id else [person for group in members.values() for person in group]
        chosen = [person for at, person in enumerate(pool) if at % 4 and (at * 7 + number * 3) % 5 < 3]  # noqa: PLR2004 -- three of five, one of four never
        if sample.days_ago >= 0:
            add_people(activity_id=activity_id, person_ids=chosen)
        if sample.steps:
            _lead(activity_id)
            report_activity(activity_id=activity_id, result=sample.result)
        if sample.steps > 1:
            approve_activity(activity_id=activity_id)
        if number == 0:
            keep_evidence(activity_id=activity_id, files=[("giot-hong.jpg", _picture())])
    titled = db.session.scalars(select(UnionMember).order_by(UnionMember.id).limit(4)).all()
    for position, member in enumerate(titled):
        award_title(
            union_member_id=member.id,
            title=(Title.OUTSTANDING_YOUTH_MEMBER, Title.ADVANCED_WORKER)[position % 2],
            year=clock.today().year - 1,
            decision_no=f"{48 + position}-QĐ/ĐTN",
            decided_on=date(clock.today().year - 1, 12, 20),
            awarded_by="Đoàn Khối các cơ quan tỉnh",
        )


def _lead(activity_id: UUID) -> None:
    parts = db.session.scalars(
        select(Participation)
        .where(Participation.activity_id == activity_id)
        .order_by(Participation.id)
        .limit(2)
    ).all()
    for part, role in zip(parts, (ParticipationRole.ORGANIZED, ParticipationRole.CORE), strict=False):
        change_participation(participation_id=part.id, role=role)


def _refer() -> None:
    """Propose five members of two branches: answered, waiting, overdue by nobody, not sent yet."""
    with session_as(_officer("doankhoi")):
        picked = _pick("Chi đoàn Bệnh viện Đa khoa tỉnh", 4) + _pick("Chi đoàn Trường Đại học A", 1)
        sent = []
        for number, person_id in enumerate(picked):
            referral_id = propose_referral(
                person_id=person_id,
                achievements="Nòng cốt các hoạt động tình nguyện; hoàn thành tốt chuyên môn hai năm liền.",
                meeting_on=clock.today() - timedelta(days=20),
                member_count=21,
                present_count=20,
                yes_votes=18 - number,
                minutes_no=f"{3 + number}-BB/CĐ",
            )
            if number != 1:
                send_referral(
                    referral_id=referral_id,
                    resolution_no=f"{7 + number}-NQ/ĐTN",
                    resolution_on=clock.today() - timedelta(days=6),
                )
                sent.append(referral_id)
    with session_as(_officer("bithu53")):
        units = [unit_id for unit_id, _ in unit_choices()]
        answer_referral(
            referral_id=sent[0],
            answer=Answer.ACCEPTED,
            unit_id=units[0],
            list_resolution_no="19-NQ/CB",
            listed_on=clock.today() - timedelta(days=2),
        )
        answer_referral(referral_id=sent[1], answer=Answer.RECEIVED, reason="Chi bộ họp thường kỳ tuần tới.")


def _pick(branch: str, count: int) -> list[UUID]:
    """Return members of a branch who are on nobody's list yet: the last who were written down."""
    unit_id = next(unit.id for unit in list_units() if unit.name == branch)
    statement = select(UnionMember.person_id).where(UnionMember.unit_id == unit_id)
    return list(db.session.scalars(statement.order_by(UnionMember.id.desc()).limit(count)))


def _ask_for_help() -> None:
    with session_as(_officer("bithu53")):
        union = find_organization_id(UNION)
        people = db.session.scalars(
            select(Candidate.person_id).where(Candidate.stage.in_(IN_LIST)).order_by(Candidate.id).limit(2)
        ).all()
        tasks = [
            ask_mentoring(
                person_id=person_id,
                union_id=union,
                task=task,
                due_on=clock.today() + timedelta(days=25),
            )
            for person_id, task in zip(
                people,
                (
                    "Giao làm nòng cốt một hoạt động tình nguyện, giúp mạnh dạn phát biểu trước tập thể.",
                    "Cử đoàn viên có kinh nghiệm kèm viết bài thu hoạch sau chuyến đi địa chỉ đỏ.",
                ),
                strict=False,
            )
        ]
    with session_as(_officer("doankhoi")):
        mentor = _pick("Chi đoàn Bệnh viện Đa khoa tỉnh", 6)[-1]
        note_mentoring(
            mentoring_task_id=tasks[0],
            step=MentoringStep.ASSIGNED,
            mentor_person_id=mentor,
            words="Giao cùng phụ trách ngày hiến máu tháng tới.",
        )


def _tell_stories() -> None:
    with session_as(_officer("bithu53")):
        first = propose_exemplar(
            title="Người giữ nhóm máu hiếm của khoa",
            about="Điều dưỡng Khoa Nội, Bệnh viện Đa khoa tỉnh",
            story="Hơn mười năm, chị đã hiến máu hai mươi sáu lần, có lần vượt bốn mươi cây số trong "
            "đêm mưa để kịp một ca cấp cứu.\nChị lập danh sách đồng nghiệp có nhóm máu hiếm; ai cũng "
            "sẵn sàng khi được gọi.",
            picture=("hien-mau.jpg", _picture()),
        )
        propose_exemplar(
            title="Bữa cháo sáng thứ Năm",
            about="Chi đoàn Bệnh viện Đa khoa tỉnh",
            story="Sáng thứ Năm hằng tuần, các bạn trẻ nấu và phát miễn phí hơn tám mươi suất cháo cho "
            "bệnh nhân nghèo, suốt hai năm chưa nghỉ buổi nào.",
        )
        approval = decide_exemplar(exemplar_id=first, state=ExemplarState.APPROVED)
    with session_as(_khoi()):
        publish_exemplar(exemplar_approval_id=approval)


def _picture() -> bytes:
    """Draw hills under a morning sky: a picture of nobody."""
    picture = Image.new("RGB", (960, 720), "#f6e7cf")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((640, 120, 780, 260), fill="#e9b44c")
    pen.polygon([(0, 520), (260, 330), (520, 520)], fill="#7d8f69")
    pen.polygon([(300, 540), (620, 300), (960, 540)], fill="#557153")
    pen.rectangle((0, 520, 960, 720), fill="#3f5b44")
    output = io.BytesIO()
    picture.save(output, "JPEG")
    return output.getvalue()
