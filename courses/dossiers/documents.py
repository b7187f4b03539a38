"""The dossier of a class as files: the opening decision in Word, the whole table in Excel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courses.classes.rules import STANDING_LABELS
from courses.classes.states import MODE_LABELS
from courses.grading.rules import GRADE_LABELS
from courses.grading.words import OUTCOME_LABELS
from portal.kernel import clock
from portal.kernel.documents.docx import render_docx
from portal.kernel.documents.written_dates import date_text, open_date_text, plain_date
from portal.kernel.spreadsheets.writer import Column, write_table

if TYPE_CHECKING:
    from datetime import date

    from courses.dossiers.queries import Dossier
    from portal.organizations.models import TenantSetting

TEMPLATE = "class_opening.docx"
PEOPLE = (Column("TT", 6), Column("Họ và tên", 26), Column("Ngày sinh", 12), Column("Đơn vị", 36))
RESULTS = (
    Column("Số tiết dự", 10),
    Column("Số tiết chương trình", 12),
    Column("Chuyên cần", 18),
    Column("Kiểm tra", 10),
    Column("Thu hoạch", 10),
    Column("Điểm chung", 10),
    Column("Xếp loại", 12),
    Column("Kết quả", 22),
    Column("Số giấy chứng nhận", 22),
)


def write_opening(dossier: Dossier, setting: TenantSetting, *, written_on: date) -> bytes:
    """Return the draft decision that opens the class, with its list of learners and its timetable."""
    return render_docx(
        TEMPLATE,
        {
            "superior_body": setting.superior_body,
            "issuing_body": setting.issuing_body.upper(),
            "number": "      ",
            "place": setting.place,
            "date_text": open_date_text(written_on),
            "class_title": _inside(dossier.run.title),
            "programme": _inside(dossier.programme),
            "deciding_body": "BAN THƯỜNG VỤ",
            **_articles(dossier),
            "recipients": ["Như Điều 3,", "Lưu văn phòng."],
            "signing_authority": setting.signing_authority or "T/M BAN THƯỜNG VỤ",
            "signer_title": setting.signer_title or "BÍ THƯ",
            "signer_name": setting.signer_name,
            "learners": [
                {
                    "name": learner.full_name,
                    "born": plain_date(learner.birth_date),
                    "house": learner.organization_name,
                }
                for learner in dossier.learners
            ],
            "sessions": [
                {
                    "begins": f"{clock.local(session.starts_at):%H:%M}, {plain_date(session.day)}",
                    "title": session.title,
                    "periods": session.periods,
                    "who": "; ".join(filter(None, [session.lecturer_name, session.place])),
                }
                for session in dossier.sessions
            ],
        },
    )


def _articles(dossier: Dossier) -> dict[str, str]:
    """Return what the three articles of the decision say."""
    run, people = dossier.run, len(dossier.learners)
    place = f", tại {run.place}" if run.place else ""
    days = f"từ {date_text(run.starts_on)} đến {date_text(run.ends_on)}"
    return {
        "opening": f"Mở {_inside(run.title)} cho {people} học viên (danh sách kèm theo), "
        f"hình thức {MODE_LABELS[run.delivery_mode].lower()}, {days}{place}.",
        "teaching": f"Lớp học thực hiện chương trình {dossier.version.required_periods} tiết theo lịch kèm "
        f"theo. Học viên dự từ {dossier.version.attendance_percent}% số tiết được đánh giá cuối khóa.",
        "carrying_out": f"Các tổ chức đảng có học viên và {people} đồng chí có tên trong danh sách chịu "
        "trách nhiệm thi hành quyết định này.",
    }


def _inside(title: str) -> str:
    """Return a title as it stands inside a sentence."""
    return title[:1].lower() + title[1:]


def write_class_table(dossier: Dossier, *, taken_by: str) -> bytes:
    """Return everybody with every session, the attendance, the marks and the certificate, in one table."""
    sessions = [
        Column(f"{clock.local(session.starts_at):%d/%m %H:%M}\n{session.title}", 14)
        for session in dossier.sessions
    ]
    lines = (_line(dossier, number) for number in range(len(dossier.learners)))
    return write_table(f"Hồ sơ {dossier.run.title}", (*PEOPLE, *sessions, *RESULTS), lines, taken_by=taken_by)


def _line(dossier: Dossier, number: int) -> list[Any]:
    learner = dossier.learners[number]
    result = dossier.results.get(learner.id)
    marks = (result.screening_mark, result.reflection_mark, result.final_mark) if result else (None,) * 3
    return [
        number + 1,
        learner.full_name,
        learner.birth_date,
        learner.organization_name,
        *(dossier.roll.get((learner.id, session.id)) for session in dossier.sessions),
        learner.attendance.attended,
        learner.attendance.required,
        STANDING_LABELS[learner.attendance.standing],
        *(None if mark is None else float(mark) for mark in marks),
        GRADE_LABELS.get(result.grade, "") if result else "",  # type: ignore[call-overload]
        OUTCOME_LABELS[result.outcome] if result else "",
        dossier.certificates.get(learner.person_id, ""),
    ]
