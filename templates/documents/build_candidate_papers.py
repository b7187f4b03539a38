"""Builds the working drafts about one candidate: two cell resolutions, a summary of opinions, minutes.

Run after changing it: ``PYTHONPATH=. .venv/bin/python templates/documents/build_candidate_papers.py``.
Our own words, not the forms of the Central Organising Commission (rules.md §7.3): full prose, no
dotted gaps. The templates are committed, so that an office can also open and change them in Word.
"""

from __future__ import annotations

from pathlib import Path

from portal.kernel.documents.docx_layout import (
    CENTRE,
    FOOT_WIDTHS,
    body,
    head,
    new_document,
    paragraph,
    sign,
    signature,
    title,
    two_blocks,
)

MEETING = (
    "{{ meeting_on }}, {{ unit_name }} họp tại {{ meeting_place }}. Chi bộ có {{ total_members }} đảng viên, trong đó "
    "{{ official_members }} đảng viên chính thức, {{ probationary_members }} đảng viên dự bị; có mặt {{ present_members }} "
    "đảng viên, {{ absence }}. Chủ trì hội nghị: đồng chí {{ chair }}. Thư ký: đồng chí {{ secretary }}."
)
PERSON = "{{ person }}, sinh ngày {{ born_on }}{{ position }}, đang công tác, học tập tại {{ workplace }}"
VOTE = (
    "{{ official_summoned }} đảng viên chính thức được triệu tập tính vào kết quả biểu quyết; số tán thành: {{ yes }} đồng "
    "chí, đạt {{ percent }} %; số không tán thành: {{ no }} đồng chí. Hình thức biểu quyết: {{ voting_form }}."
)


def cell_proposal():
    document = new_document()
    head(document, symbol="NQ/CB")
    title(document, "NGHỊ QUYẾT", "đề nghị kết nạp đảng viên")
    body(document, "Căn cứ Điều lệ Đảng Cộng sản Việt Nam; căn cứ {{ basis }};")
    body(document, MEETING)
    body(
        document, f"Hội nghị đã xét và thảo luận về {PERSON}, người xin vào Đảng. Chi bộ thống nhất kết luận:"
    )
    body(document, "1. Về hồ sơ: {{ dossier_sentence }}")
    body(document, "2. Ưu điểm: {{ strengths }}")
    body(document, "3. Hạn chế: {{ weaknesses }}")
    body(document, f"4. Kết quả biểu quyết: {VOTE}")
    body(
        document,
        "Đối chiếu với tiêu chuẩn, điều kiện kết nạp đảng viên, chi bộ đề nghị {{ proposed_to }} xem xét, kết nạp "
        "{{ person }} vào Đảng Cộng sản Việt Nam.",
    ).paragraph_format.keep_with_next = True
    signature(document, authority="T/M CHI BỘ", signer_title="{{ signer_title }}", signer="{{ signer }}")
    return document


def helper_resolution():
    document = new_document()
    head(document, symbol="NQ/CB")
    title(document, "NGHỊ QUYẾT", "phân công đảng viên giúp đỡ quần chúng phấn đấu vào Đảng")
    body(document, "Căn cứ Điều lệ Đảng Cộng sản Việt Nam; căn cứ {{ basis }};")
    body(document, MEETING)
    body(
        document,
        f"Sau khi xem xét nguồn phát triển đảng viên và {{{{ list_sentence }}}} đối với {PERSON}, chi bộ",
    )
    paragraph(document, "QUYẾT NGHỊ", align=CENTRE, bold=True, before=6)
    body(
        document,
        "1. Phân công đồng chí {{ helper }}, đảng viên chính thức, theo dõi, giúp đỡ {{ person }} từ ngày {{ helper_from }}.",
    )
    body(
        document,
        "2. Đồng chí được phân công giúp quần chúng hiểu rõ Cương lĩnh, Điều lệ Đảng, nhiệm vụ của đảng viên; nắm tình hình "
        "phấn đấu; định kỳ báo cáo chi bộ kết quả giúp đỡ và đề xuất bước tiếp theo.",
    )
    body(document, "3. Giao cho quần chúng nhiệm vụ: {{ task }}")
    body(
        document, "Nghị quyết được {{ yes }}/{{ official_summoned }} đảng viên chính thức tán thành."
    ).paragraph_format.keep_with_next = True
    signature(document, authority="T/M CHI BỘ", signer_title="{{ signer_title }}", signer="{{ signer }}")
    return document


def opinion_summary():
    document = new_document()
    head(document, symbol="")
    title(
        document,
        "TỔNG HỢP Ý KIẾN NHẬN XÉT",
        "của tổ chức chính trị - xã hội và chi ủy nơi cư trú đối với người xin vào Đảng",
    )
    body(
        document,
        f"Chi ủy {{{{ unit_name }}}} tổng hợp ý kiến nhận xét về {PERSON}, người xin vào Đảng, như sau:",
    )
    body(
        document,
        "1. Tổ chức chính trị - xã hội nơi làm việc, học tập: {{ union_body }} lấy ý kiến ngày {{ union_on }}, có "
        "{{ union_present }} người tham gia. Nhận xét: {{ union_opinion }} Số người tán thành giới thiệu vào Đảng: "
        "{{ union_yes }} người, đạt {{ union_percent }} %; số không tán thành: {{ union_no }} người.",
    )
    body(
        document,
        "2. Chi ủy nơi cư trú: {{ residence_body }} nhận xét ngày {{ residence_on }}. Nhận xét: {{ residence_opinion }} "
        "Có {{ residence_yes }}/{{ residence_present }} chi ủy viên tán thành giới thiệu vào Đảng, đạt {{ residence_percent }} %.",
    )
    body(
        document,
        "Chi ủy {{ unit_name }} báo cáo để chi bộ và cấp ủy cấp trên xem xét.",
    ).paragraph_format.keep_with_next = True
    signature(document, authority="T/M CHI ỦY", signer_title="{{ signer_title }}", signer="{{ signer }}")
    return document


def ceremony_minutes():
    document = new_document()
    head(document, symbol="BB/CB")
    title(document, "BIÊN BẢN", "lễ kết nạp đảng viên")
    body(
        document,
        "{{ held_on }}, {{ unit_name }} tổ chức lễ kết nạp {{ person }} vào Đảng Cộng sản Việt Nam tại {{ meeting_place }}, "
        "bắt đầu lúc {{ begins_at }}. Dự lễ có {{ present_members }} đảng viên của chi bộ{{ guests }}. Chủ trì: đồng chí "
        "{{ chair }}. Thư ký: đồng chí {{ secretary }}.",
    )
    body(document, "Buổi lễ được tiến hành theo trình tự:")
    body(document, "1. Chào cờ, hát Quốc ca, Quốc tế ca.")
    body(document, "2. Đồng chí {{ chair }} tuyên bố lý do, giới thiệu đại biểu.")
    body(
        document,
        "3. Đồng chí {{ decision_reader }} đọc Quyết định số {{ decision_no }} ngày {{ decision_on }} của {{ decided_by }} về "
        "việc kết nạp {{ person }}, sinh ngày {{ born_on }}, vào Đảng Cộng sản Việt Nam và trao quyết định.",
    )
    body(document, "4. Đảng viên mới {{ new_member }} đọc lời tuyên thệ.")
    body(
        document,
        "5. Đại diện chi ủy nêu nhiệm vụ, quyền hạn của đảng viên; giao nhiệm vụ cho đảng viên dự bị và phân công đồng chí "
        "{{ helper }}, đảng viên chính thức, giúp đỡ trong thời gian dự bị.",
    )
    body(document, "{{ speech_sentence }}")
    body(
        document,
        "Thời gian dự bị 12 tháng tính từ ngày {{ held_short }}. Buổi lễ kết thúc lúc {{ ends_at }} cùng ngày. Biên bản được lập "
        "thành {{ copies }} bản, đã đọc cho mọi người cùng nghe.",
    ).paragraph_format.keep_with_next = True
    left, right = two_blocks(document, FOOT_WIDTHS)
    sign(left, authority="THƯ KÝ", signer_title="", signer="{{ secretary }}")
    sign(right, authority="CHỦ TRÌ", signer_title="", signer="{{ chair }}")
    return document


TEMPLATES = {
    "cell_proposal": cell_proposal,
    "helper_resolution": helper_resolution,
    "opinion_summary": opinion_summary,
    "ceremony_minutes": ceremony_minutes,
}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        build().save(str(Path(__file__).with_name(f"{name}.docx")))
