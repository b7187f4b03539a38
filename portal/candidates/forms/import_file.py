"""An uploaded list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_wtf.file import FileRequired
from wtforms import StringField
from wtforms.validators import Length

from portal.candidates.forms.texts import TextsForm
from portal.people.labels import SOURCE_GROUP
from portal.people.models import SourceGroup
from portal.web.choices import ChoiceField, UUIDSelectField
from portal.web.fields import FileDropField

MEGABYTES = 16


class ImportForm(TextsForm):
    """The file and what holds for all its rows, because the sheets carry none of it."""

    file = FileDropField(
        "Danh sách quần chúng",
        [FileRequired("Chọn tệp danh sách.")],
        endings=(".xlsx", ".xls", ".ods"),
        megabytes=MEGABYTES,
    )
    unit_id = UUIDSelectField("Chi bộ của cả danh sách", blank="– chưa xếp chi bộ –")
    source_group = ChoiceField("Nhóm nguồn", choices=list(SOURCE_GROUP.items()), coerce=SourceGroup)
    list_resolution_no = StringField(
        "Số nghị quyết đưa vào danh sách",
        [Length(max=60)],
        description="Nếu cả danh sách theo một nghị quyết; để trống thì ghi cho từng người sau.",
    )

    def __init__(self, *args: Any, units: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)

    def values(self) -> dict[str, Any]:
        """Return the fields of check_import: the file as name and bytes."""
        typed = super().values()
        upload = typed.pop("file")
        return {**typed, "file_name": upload.filename, "content": upload.read()}
