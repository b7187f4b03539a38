import io
from datetime import date, time
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage, MultiDict

from portal.web import choices, fields
from portal.web.form_base import PortalForm

HANOI, VINH = UUID(int=1), UUID(int=2)


class SampleForm(PortalForm):
    born_on = fields.VietnameseDateField("Ngày sinh")
    begins_at = fields.ClockField("Bắt đầu lúc")
    score = fields.DecimalCommaField("Điểm")
    helper_id = choices.UUIDSelectField("Người giúp đỡ", choices=[(HANOI, "Hà"), (VINH, "Vinh")])
    roll = fields.FileDropField("Tệp", endings=(".xlsx",), megabytes=1)


@pytest.fixture
def filled(app):
    """Give values to the form as if posted; returns the validated form."""

    def fill(**values):
        app.config["WTF_CSRF_ENABLED"] = False
        with app.test_request_context("/", method="POST"):
            form = SampleForm(formdata=MultiDict(values))
            form.validate()
            return form

    return fill


@pytest.mark.parametrize("text", ["17/09/2023", "17-9-2023", "2023-09-17", " 17.9.2023 ", "17 / 9 / 2023"])
def test_a_date_is_read_in_each_form_an_office_types(text):
    assert fields.parse_date(text) == date(2023, 9, 17)


@pytest.mark.parametrize("text", ["31/02/2023", "17/09/23", "hôm nay", "2023", "17/13/2023", "01/01/0023"])
def test_what_is_no_date_is_refused_and_kept_as_typed(filled, text):
    form = filled(born_on=text)
    assert form.born_on.errors == ["Nhập ngày theo dạng ngày/tháng/năm, ví dụ 17/09/2023."]
    assert f'value="{text}"' in form.born_on()
    assert form.born_on.data is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_a_date_that_is_shown_can_be_typed_back(day):
    assert fields.parse_date(f"{day:%d/%m/%Y}") == day == fields.parse_date(day.isoformat())


@pytest.mark.parametrize("text", ["7:30", "07:30", "7h30", "7g30", "7.30", " 7 : 30 "])
def test_a_time_of_day_is_read_in_each_form_an_office_types(filled, text):
    assert filled(begins_at=text).begins_at.data == time(7, 30)


@pytest.mark.parametrize("text", ["24:00", "7", "7:60", "sáng"])
def test_what_is_no_time_of_day_is_refused_and_kept_as_typed(filled, text):
    form = filled(begins_at=text)
    assert form.begins_at.errors == ["Nhập giờ theo dạng 7:30."]
    assert f'value="{text}"' in form.begins_at()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8,5", "8.5"),
        ("8.5", "8.5"),
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("-2", "-2"),
        ("−2,5", "-2.5"),
    ],
)
def test_a_number_is_read_with_comma_or_dot(text, value):
    assert fields.parse_decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["tám", "1,2,3", "NaN", "Infinity", "1.23.4,5"])
def test_what_is_no_number_is_refused(filled, text):
    assert filled(score=text).score.errors == ["Cần một số, ví dụ 8,5."]


def test_too_many_decimals_are_refused(filled):
    assert filled(score="8,555").score.errors == ["Nhiều nhất 2 chữ số sau dấu phẩy."]


def test_a_value_is_shown_in_the_form_of_the_office(app):
    with app.test_request_context("/"):
        form = SampleForm(born_on=date(1996, 9, 17), score=Decimal("8.5"))
        assert 'value="17/09/1996"' in form.born_on()
        assert 'value="8,5"' in form.score()


def test_a_choice_is_an_id_and_the_blank_one_is_none(filled):
    assert filled(helper_id=str(VINH)).helper_id.data == VINH
    blank = filled(helper_id="")
    assert (blank.helper_id.data, list(blank.helper_id.errors)) == (None, [])


@pytest.mark.parametrize("text", [str(UUID(int=9)), "không phải mã"])
def test_an_id_that_was_not_offered_is_refused(filled, text):
    assert filled(helper_id=text).helper_id.errors


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("ds.pdf", b"x", "Chỉ nhận tệp .xlsx."),
        ("ds.xlsx", b"", "Tệp trống. Chọn tệp khác."),
        ("DS.XLSX", b"x" * (fields.MEGABYTE + 1), "Tệp lớn quá 1 MB."),
        ("DS.XLSX", b"x", None),
    ],
)
def test_a_file_is_checked_by_ending_and_size(filled, name, content, complaint):
    form = filled(roll=FileStorage(io.BytesIO(content), filename=name))
    assert list(form.roll.errors) == ([complaint] if complaint else [])
