"""Audit entries in Vietnamese (pure): ``noun.verb_in_past_tense`` and the fields that changed.

An action nobody wrote words for is shown as its code: an inspector must see every entry.
"""

from __future__ import annotations

from typing import Any

from portal.kernel.wording import Spoken

NOUNS = Spoken(
    {
        "access_token": "Mã truy cập của phần mềm",
        "account": "Tài khoản",
        "admission": "Kết nạp",
        "attempt": "Lượt làm bài",
        "attendance": "Điểm danh",
        "bloc": "{bloc}",
        "blueprint": "Cấu trúc đề",
        "bank": "Câu hỏi",
        "candidate": "Quần chúng",
        "candidates": "Quần chúng",
        "certificate": "Giấy chứng nhận",
        "class": "Lớp học",
        "class_quota": "Lớp học, chỉ tiêu học viên",
        "class_run": "Lớp học",
        "class_session": "Lớp học, buổi học",
        "commendation": "Khen thưởng",
        "correction": "Đề nghị sửa thông tin",
        "course": "Chương trình học",
        "criteria": "Tiêu chí đánh giá",
        "dossier": "Hồ sơ",
        "draft": "Dự thảo văn bản",
        "eligibility": "Điều kiện kết nạp",
        "enrolment": "Học viên",
        "evaluation": "Đánh giá, xếp loại",
        "evidence": "Giấy tờ, căn cứ",
        "exam": "Kỳ kiểm tra",
        "helper": "Người giúp đỡ",
        "holiday": "Ngày nghỉ",
        "invitation": "Giấy mời",
        "lesson": "Bài học",
        "letter": "Công văn",
        "mark": "Điểm chấm",
        "membership": "Cán bộ",
        "nomination": "Đề nghị học lớp",
        "nominations": "Đề nghị học lớp",
        "organization": "Đơn vị",
        "paper": "Bài làm",
        "person": "Người",
        "programme": "Chương trình học",
        "prospect_list": "Danh sách cảm tình Đảng",
        "question": "Câu hỏi",
        "questions": "Câu hỏi",
        "rectification": "Chấn chỉnh",
        "report": "Báo cáo định kỳ",
        "saved_list": "Danh sách tự chọn",
        "reorganization": "Sắp xếp tổ chức",
        "review": "Nhận xét",
        "roadmap": "Lộ trình sinh viên",
        "rule_set": "Bộ quy định",
        "score": "Điểm",
        "session": "Phiên đăng nhập",
        "session_check_in": "Điểm danh buổi học",
        "setting": "Thiết lập",
        "source_review": "Rà soát nguồn",
        "notice": "Lời nhắc",
        "reviews": "Nhận xét",
        "stage": "Bước",
        "submission": "Hồ sơ gửi {bloc}",
        "support": "Hỏi đáp với {bloc}",
        "target": "Chỉ tiêu",
        "targets": "Chỉ tiêu",
        "training": "Quá trình học",
        "transfer": "Chuyển đi, chuyển đến",
        "trail": "Nhật ký",
        "unit": "Bộ phận trực thuộc",
        "activity": "Hoạt động",
        "activities": "Hoạt động",
        "branch": "Chi đoàn, tổ công đoàn",
        "campaign": "Phong trào",
        "check_in": "Điểm danh hoạt động",
        "exemplar": "Người tốt, việc tốt",
        "forum": "Hỏi đáp",
        "mentoring": "Việc nhờ đoàn thể",
        "participation": "Người tham gia hoạt động",
        "referral": "Giới thiệu đoàn viên ưu tú",
        "title": "Danh hiệu",
        "union_member": "Đoàn viên",
        "union_members": "Đoàn viên",
        "union_report": "Báo cáo đoàn thể",
        "waiver": "Miễn điều kiện",
        "appeal": "Phúc khảo",
        "certificates": "Giấy chứng nhận",
        "check_up": "Kiểm tra, giám sát",
        "clock_rules": "Mức báo thời hạn",
        "exam_order": "Lệnh trong phòng thi",
        "figures": "Số liệu tổng hợp",
        "files": "Tệp lưu trữ",
        "plan": "Kế hoạch",
        "plan_task": "Việc trong kế hoạch",
        "rehearsal": "Tổng duyệt kỳ kiểm tra",
        "statistics": "Thống kê",
        "tenant": "Dữ liệu đơn vị",
        "term": "Nhiệm kỳ",
        "warning": "Cảnh báo",
        "warnings": "Cảnh báo",
        "warning_rules": "Mức cảnh báo",
    }
)
VERBS = {
    "self_check_written": "ghi câu tự kiểm tra",
    "self_check_left_unchanged": "giữ nguyên câu tự kiểm tra",
    "self_checked": "tự kiểm tra",
    "reissue_allowed": "cho cấp lại",
    "confirmed": "xác nhận",
    "inherited": "nhận phần của đơn vị nhập vào",
    "put_under": "chuyển về cấp trên khác",
    "receiver_registered": "đăng ký đơn vị tiếp nhận",
    "stopped": "dừng, chưa chuyển gì",
    "legacy_written": "ghi lại những gì đơn vị cũ để lại",
    "entered_from_paper": "nhập từ phiếu giấy",
    "on_paper": "nhập bài thi trên giấy",
    "on_paper_carried_out": "đã nhập từ phiếu giấy",
    "papers_printed": "in đề",
    "review_policy_changed": "đổi cách cho xem lại bài",
    "review_shown": "cho xem lại bài",
    "cohort_saved": "ghi khóa",
    "cohort_removed": "bỏ khóa",
    "goals_set": "đặt chỉ tiêu năm học",
    "student_placed": "xếp sinh viên vào khóa",
    "student_taken_out": "đưa sinh viên ra khỏi khóa",
    "access_code_changed": "đổi mã vào phòng",
    "accounts_opened": "mở tài khoản thử",
    "acknowledged": "báo đã nhận",
    "acknowledged_again": "báo đã nhận lần nữa",
    "allocated": "phân bổ",
    "appealed": "gửi phúc khảo",
    "closing_needless": "không cần thu nữa",
    "closing_put_off": "hẹn thu lại",
    "compared": "so giống nhau",
    "device_moved": "chuyển sang thiết bị khác",
    "edited": "sửa",
    "extra_time": "cho thêm giờ",
    "void": "hủy lượt thi",
    "reopen": "mở lại lượt thi",
    "accept_late": "nhận phần gửi muộn",
    "release_device": "cho đổi thiết bị",
    "extra_time_carried_out": "được thêm giờ",
    "void_carried_out": "bị hủy",
    "reopen_carried_out": "được mở lại",
    "accept_late_carried_out": "được nhận phần gửi muộn",
    "release_device_carried_out": "được đổi thiết bị",
    "findings_recorded": "ghi kết luận",
    "import_files_forgotten": "xóa tệp nhập đã quá hạn",
    "markers_assigned": "giao người chấm",
    "marks_withdrawn": "rút điểm chấm",
    "not_scored": "chưa chấm được",
    "papers_drawn": "rút đề",
    "people_read": "xem danh sách người",
    "people_registered": "thêm người thử",
    "printed": "in",
    "redo_granted": "cho làm lại",
    "refreshed": "tính lại",
    "regraded": "chấm lại theo đáp án đúng",
    "remedy_reported": "báo cáo khắc phục",
    "reprinted": "in lại",
    "results_approved": "duyệt kết quả",
    "picture_kept": "thêm hình",
    "results_computed": "tính kết quả",
    "resumed": "vào làm tiếp",
    "saved": "ghi",
    "scored": "chấm tự động",
    "snoozed": "để lại sau",
    "submit_repeated": "nộp lần nữa, giữ lần đầu",
    "window_extended": "kéo dài giờ thi",
    "announcement_withdrawn": "gỡ thông báo",
    "announced": "thông báo",
    "list_read": "xem danh sách tự chọn",
    "made_again": "lập lại (đã có)",
    "reminded": "nhắc",
    "filled": "ghi số liệu",
    "taken_back": "rút lại",
    "arrived": "tiếp nhận chuyển đến",
    "units_left": "chuyển chi bộ, bộ phận đi",
    "invited": "mời",
    "swept": "dọn tệp không còn dùng",
    "answer_taken_back": "lấy lại trả lời",
    "accepted": "dùng",
    "added": "thêm",
    "advanced": "chuyển bước",
    "annulled": "hủy bỏ",
    "answered": "trả lời",
    "approved": "duyệt",
    "assigned": "giao",
    "attribute_set": "cập nhật số liệu",
    "changed": "sửa",
    "closed": "kết thúc",
    "copied": "tạo bản mới",
    "corrected": "đính chính",
    "created": "tạo",
    "completed": "hoàn thành",
    "decided": "quyết định",
    "defined": "lập",
    "discarded": "bỏ",
    "downloaded": "tải về",
    "drafted": "soạn",
    "effect_asked": "xem tác động",
    "effect_counted": "tính tác động",
    "enrolment_noted": "ghi học viên",
    "errors_exported": "xuất các dòng lỗi",
    "exported": "xuất ra tệp",
    "founded": "thành lập",
    "import_checked": "xem trước tệp nhập",
    "import_undone": "hoàn tác lần nhập",
    "imported": "nhập từ tệp",
    "issued": "cấp",
    "judged": "xét cho cả đơn vị",
    "kept": "giữ lại",
    "left": "thôi học",
    "left_unchanged": "giữ nguyên",
    "list_exported": "xuất danh sách",
    "list_imported": "nhập danh sách",
    "marked": "chấm",
    "board_named": "cử ban cán sự lớp",
    "moved": "chuyển đơn vị",
    "nominated": "đề nghị học viên",
    "numbers_seen": "xem số căn cước, điện thoại",
    "opened": "mở",
    "password_changed": "đổi mật khẩu",
    "password_reset": "cấp lại mật khẩu",
    "placed": "xếp vào bộ phận",
    "resolved": "ghi nghị quyết",
    "planned": "lập kế hoạch",
    "published": "công bố",
    "read": "đọc",
    "read_by_program": "phần mềm đọc",
    "recorded": "ghi",
    "recorded_again": "ghi lại",
    "refused": "từ chối",
    "registered": "đăng ký",
    "removed": "bỏ",
    "renamed": "đổi tên",
    "reopened": "mở lại",
    "requested": "đề nghị",
    "restored": "khôi phục",
    "retired": "thôi dùng",
    "revised": "soạn lại",
    "revoked": "thu hồi",
    "secretary_invited": "mời bí thư",
    "sector_changed": "đổi lĩnh vực",
    "set": "đặt",
    "signed": "ghi quyết định",
    "sign_in_failed": "đăng nhập không được",
    "started": "bắt đầu",
    "state_changed": "đổi tình trạng",
    "submitted": "gửi",
    "superseded": "thay bằng bản mới",
    "switched": "khóa hoặc mở",
    "verified": "kiểm tra",
    "withdrawn": "rút",
    "written": "viết",
    "year_added": "thêm cả năm",
    "asked": "nhờ",
    "awarded": "ghi",
    "cancelled": "ghi không tổ chức",
    "check_ins_taken_in": "đưa người quét mã vào danh sách",
    "cloned": "lập lại",
    "evidence_kept": "thêm ảnh, tài liệu",
    "evidence_removed": "gỡ ảnh, tài liệu",
    "hidden": "ẩn",
    "let_through": "đăng",
    "linked": "nối với tổ chức đảng",
    "made": "ghi",
    "material_added": "thêm tài liệu",
    "material_removed": "gỡ tài liệu",
    "names_added": "thêm người theo tên",
    "names_resolved": "xác định tên",
    "noted": "trả lời",
    "people_added": "thêm người",
    "person_removed": "bỏ người",
    "proposed": "đề xuất",
    "repeated": "ghi lại",
    "reported": "báo cáo",
    "reported_again": "báo cáo lại",
    "returned": "trả lại",
    "said": "gửi ý kiến",
    "sent": "gửi",
    "cap_passed": "vượt tỷ lệ xuất sắc",
    "rank_recorded": "ghi xếp loại",
    "stage_told": "báo giai đoạn",
}
SUBJECTS = {
    "access_token": "mã truy cập",
    "account": "tài khoản",
    "candidate": "quần chúng",
    "holiday": "ngày nghỉ",
    "invitation": "giấy mời",
    "membership": "cán bộ",
    "organization": "đơn vị",
    "person": "người",
    "tenant_setting": "thiết lập",
    "unit": "bộ phận",
    "web_session": "phiên đăng nhập",
}
FIELDS = {
    "address": "địa chỉ mạng",
    "cell_count": "số chi bộ",
    "changed": "số dòng cập nhật",
    "closed_on": "ngày kết thúc",
    "code": "mã",
    "day": "ngày",
    "decision_no": "số quyết định",
    "display_name": "tên hiển thị",
    "file": "tệp",
    "has_trade_union": "có Công đoàn",
    "has_youth_union": "có Đoàn Thanh niên",
    "is_active": "đang hoạt động",
    "member_count": "số đảng viên",
    "name": "tên",
    "position": "chức vụ",
    "refused": "số dòng không nhận",
    "registered": "số dòng thêm",
    "scopes": "phạm vi",
    "what": "nội dung",
    "roles": "vai trò",
    "rows": "số dòng",
    "sector": "lĩnh vực",
    "valid_from": "từ ngày",
    "year": "năm",
}
PROBLEMS = {
    "does not follow the entry before it": "không nối với dòng trước",
    "content does not match its hash": "nội dung đã bị sửa",
    "the chain does not end where its head says": "thiếu dòng ở cuối",
}
NOTHING = "–"


def action_words(action: str) -> str:
    """Return an action in words, or its code when part of it has none."""
    noun, _, verb = action.partition(".")
    if noun in NOUNS and verb in VERBS:
        return f"{NOUNS[noun]}: {VERBS[verb]}"
    return action


def topics() -> list[tuple[str, str]]:
    """Return one noun for each topic with its words, in the order of the words."""
    first: dict[str, str] = {}
    for noun, words in NOUNS.items():
        first.setdefault(words, noun)
    return [(noun, words) for words, noun in sorted(first.items())]


def nouns_of_topic(noun: str) -> list[str]:
    """Return every noun that goes by the same words; nothing for a noun without words."""
    words = NOUNS.get(noun)
    return [other for other, other_words in NOUNS.items() if words and other_words == words]


def subject_words(subject_type: str) -> str:
    """Return what kind of row an entry is about."""
    return SUBJECTS.get(subject_type, subject_type)


def problem_words(problem: str) -> str:
    """Return what is wrong with a chain (kernel.audit.check_chain) in words."""
    if problem.startswith("expected entry"):
        return f"thiếu dòng {problem.rsplit(' ', 1)[-1]}"
    return PROBLEMS.get(problem, problem)


def change_words(details: dict[str, Any]) -> list[str]:
    """Return the details of an entry as lines: changed fields first, then the rest."""
    lines = []
    for name, change in (details.get("changes") or {}).items():
        if isinstance(change, list):
            before, after = change
            lines.append(f"{FIELDS.get(name, name)}: {_value(before)} → {_value(after)}")
        else:
            lines.append(f"{FIELDS.get(name, name)}: đã thay đổi (không ghi giá trị)")
    lines += [
        f"{FIELDS.get(name, name)}: {_value(value)}" for name, value in details.items() if name != "changes"
    ]
    return lines


def _value(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, list):
        return ", ".join(_value(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{FIELDS.get(name, name)} {_value(item)}" for name, item in value.items() if item)
    return str(value)
