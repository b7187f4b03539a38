"""Builds the certificate that somebody is being helped by a Party organisation.

Run after changing it: ``PYTHONPATH=. .venv/bin/python templates/documents/build_transfer_certificate.py``.
Our own words, not the form of the Central Organising Commission (rules.md §7.3).
"""

from __future__ import annotations

from pathlib import Path

from portal.kernel.documents.docx_layout import body, head, new_document, signature, title


def being_helped_certificate():
    document = new_document()
    head(document, symbol="GCN/CB")
    title(document, "GIẤY CHỨNG NHẬN", "đang được tổ chức đảng giúp đỡ, xem xét kết nạp")
    body(
        document,
        "Chi ủy {{ unit_name }} chứng nhận: {{ person }}, sinh ngày {{ born_on }}, công tác, học tập tại {{ workplace }}, "
        "{{ listed }}, hiện đang được tổ chức đảng giúp đỡ, xem xét kết nạp.",
    )
    body(document, "{{ certificate }} {{ helper_sentence }}")
    body(
        document,
        "Theo quyết định ngày {{ moved_on }}, {{ person }} chuyển đến {{ destination }}. Đề nghị tổ chức đảng nơi đến phân công "
        "đảng viên chính thức tiếp tục theo dõi, giúp đỡ.",
    ).paragraph_format.keep_with_next = True
    signature(document, authority="T/M CHI ỦY", signer_title="{{ signer_title }}", signer="{{ signer }}")
    return document


if __name__ == "__main__":
    being_helped_certificate().save(str(Path(__file__).with_name("being_helped_certificate.docx")))
