import pytest
import wtforms
from wtforms import BooleanField, IntegerField, StringField, SubmitField
from wtforms.validators import InputRequired, Length

from portal.kernel.errors import Conflict, NotFound, PermissionRefusedError, RuleRefused
from portal.web.form_base import PortalForm
from portal.web.form_messages import MESSAGES


class AssignForm(PortalForm):
    helper = StringField("Người giúp đỡ", [InputRequired(), Length(max=5)])
    is_urgent = BooleanField("Gấp")
    send = SubmitField("Gửi")


@pytest.fixture
def post(app):
    app.config["WTF_CSRF_ENABLED"] = False

    def run(operation, method="POST", **data):
        with app.test_request_context("/", method=method, data=data):
            form = AssignForm()
            return form, form.carry_out(operation, candidate_id=7)

    return run


def raising(error):
    def operation(**_values):
        raise error

    return operation


def test_the_operation_gets_the_fixed_values_and_what_was_typed(post):
    form, done = post(dict, helper="Minh", is_urgent="y")
    assert done
    assert form.outcome == {"candidate_id": 7, "helper": "Minh", "is_urgent": True}


def test_opening_the_page_calls_nothing(post):
    form, done = post(raising(AssertionError), method="GET")
    assert not done
    assert form.status == 200


def test_a_value_that_does_not_fit_calls_nothing_and_is_kept(post):
    form, done = post(raising(AssertionError), helper="Trần Văn Minh")
    assert not done
    assert form.helper.errors == ["Không dài quá 5 ký tự."]
    assert form.helper.data == "Trần Văn Minh"
    assert form.status == 422


def test_a_refusal_stands_beside_the_field_it_names(post):
    form, done = post(raising(RuleRefused("Đã giúp đỡ 3 người.", field="helper")), helper="Minh")
    assert not done
    assert form.helper.errors == ["Đã giúp đỡ 3 người."]
    assert form.form_errors == []
    assert (form.helper.data, form.status) == ("Minh", 422)


@pytest.mark.parametrize("error", [RuleRefused("Chưa được.", field="nothing_here"), Conflict("Đã thay đổi.")])
def test_a_refusal_about_no_field_stands_above_the_form(post, error):
    form, done = post(raising(error), helper="Minh")
    assert not done
    assert form.form_errors == [error.message]


@pytest.mark.parametrize("error", [NotFound(), PermissionRefusedError()])
def test_not_there_and_not_allowed_are_about_the_page(post, error):
    with pytest.raises(type(error)):
        post(raising(error), helper="Minh")


def test_a_choice_that_is_not_there_is_about_its_field(post):
    form, _ = post(raising(NotFound("Không có người này.", field="helper")), helper="Minh")
    assert form.helper.errors == ["Không có người này."]


def test_a_bug_is_not_a_refusal(post):
    with pytest.raises(ZeroDivisionError):
        post(raising(ZeroDivisionError()), helper="Minh")


def test_messages_of_the_library_are_in_vietnamese(app):
    class CountForm(PortalForm):
        count = IntegerField("Số người", [InputRequired()])

    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context("/", method="POST", data={"count": "ba"}):
        form = CountForm()
        form.validate()
        assert form.count.errors == ["Cần một số nguyên."]
    with app.test_request_context("/", method="POST", data={}):
        form = CountForm()
        form.validate()
        assert form.count.errors == ["Chưa nhập nội dung này."]


def test_every_message_of_the_library_has_words():
    """The catalogue of WTForms is the list of what it can say."""
    from importlib.resources import files

    catalogue = (files(wtforms) / "locale" / "wtforms.pot").read_text(encoding="utf-8")
    said = {
        line.partition('"')[2][:-1]
        for line in catalogue.splitlines()
        if line.startswith(('msgid "', "msgid_plural")) and not line.endswith('""')
    }
    plural_only = {message for message in said if message.endswith("character long.")}
    assert {message for message in said - plural_only if "character." not in message} <= MESSAGES.keys()
