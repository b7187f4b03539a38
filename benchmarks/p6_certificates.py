"""P6: a thousand certificates as one PDF against typst compiling the same template in a bare loop."""

from __future__ import annotations

import json
import time
from datetime import date, timedelta
from typing import Any

NUMBER = 1_000


def run(application: Any) -> dict[str, Any]:
    """Return seconds of both and their ratio."""
    import typst

    from courses.certificates import documents
    from portal.kernel.documents.pdf import FOLDER

    rows = [_certificate(serial) for serial in range(1, NUMBER + 1)]
    fonts = typst.Fonts(include_system_fonts=False)
    with application.app_context():
        values = [json.dumps({"certificates": [documents._words(row, _address(row.code))]}) for row in rows]  # noqa: SLF001 -- the same words for both
        documents.print_certificates(rows[:1], address_of=_address)  # fonts are read
        started = time.perf_counter()
        sheets = documents.print_certificates(rows, address_of=_address)
        ours = time.perf_counter() - started
    started = time.perf_counter()
    for one in values:
        typst.compile(
            str(FOLDER / documents.TEMPLATE), root=str(FOLDER), font_paths=fonts, sys_inputs={"values": one}
        )
    bare = time.perf_counter() - started
    return {
        "certificates": NUMBER,
        "seconds": round(ours, 2),
        "bare_seconds": round(bare, 2),
        "ratio": round(ours / bare, 3),
        "megabytes": round(len(sheets) / 2**20, 1),
        "budget": {"ratio": "<= 1.5"},
    }


def _address(code: str) -> str:
    return f"https://vi-du.vn/verify/{code}"


def _certificate(serial: int) -> Any:
    from courses.certificates.models import Certificate
    from portal.kernel.crypto import new_token

    issued = date(2026, 3, 2)
    return Certificate(
        serial=serial,
        year=2026,
        number=f"{serial}/2026/GCN-BDNT",
        code=new_token(),
        full_name=f"Nguyễn Thị Thử {serial}",
        birth_date=date(1996, 3, 26),
        organization_name="Đảng bộ Bệnh viện Đa khoa tỉnh",
        programme_title="Bồi dưỡng nhận thức về Đảng",
        class_title="Lớp khóa 7",
        studied_from=issued - timedelta(days=30),
        studied_to=issued - timedelta(days=20),
        grade="Giỏi",
        decision_no="12-QĐ/ĐUK",
        decided_on=issued,
        issued_on=issued,
        valid_until=issued + timedelta(days=1826),
        superior_body="TỈNH ỦY",
        issuing_body="ĐẢNG ỦY KHỐI",
        place="Thành phố",
        signer_title="T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ",
        signer_name="Trần Văn Ví Dụ",
        signature="A" * 86,
    )
