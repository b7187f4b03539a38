"""The rotating code proves when it was shown, and only the house that signs can make one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.presence_code import BadCode, read_code, write_code

NOW = datetime(2026, 11, 23, 8, 0, 10, tzinfo=UTC)
HOUSE, ACTIVITY = uuid.uuid4(), uuid.uuid4()


def sign(payload: str) -> str:
    return hmac.new(b"key", payload.encode(), hashlib.sha256).hexdigest()


def forge(payload: str) -> str:
    return hmac.new(b"other", payload.encode(), hashlib.sha256).hexdigest()


def a_code(now=NOW, title="Ngày thứ Bảy tình nguyện", signer=sign) -> str:
    return write_code(HOUSE, ACTIVITY, title=title, place="Công viên", now=now, sign=signer)


def test_a_code_says_house_activity_and_when():
    found = read_code(a_code(), now=NOW, sign=sign)
    assert (found.tenant_id, found.subject_id) == (HOUSE, ACTIVITY)
    assert (found.title, found.place) == ("Ngày thứ Bảy tình nguyện", "Công viên")
    assert timedelta() <= NOW - found.shown_at < timedelta(seconds=30)


def test_the_code_changes_every_half_minute_and_not_within_it():
    assert a_code(NOW) == a_code(NOW + timedelta(seconds=15))
    assert a_code(NOW) != a_code(NOW + timedelta(seconds=30))


def test_a_code_delivered_late_keeps_its_time_and_an_old_one_is_refused():
    late = read_code(a_code(), now=NOW + timedelta(hours=11), sign=sign)
    assert late.shown_at <= NOW
    with pytest.raises(BadCode, match="đã cũ"):
        read_code(a_code(), now=NOW + timedelta(hours=13), sign=sign)


def test_a_code_from_the_future_is_refused():
    with pytest.raises(BadCode):
        read_code(a_code(NOW + timedelta(minutes=10)), now=NOW, sign=sign)


def test_a_code_of_another_key_or_another_time_is_refused():
    with pytest.raises(BadCode, match="không đúng"):
        read_code(a_code(signer=forge), now=NOW, sign=sign)
    payload, _, signature = a_code().partition(".")
    raw = bytearray(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    raw[35] ^= 1  # another time step
    changed = base64.urlsafe_b64encode(bytes(raw)).decode().rstrip("=")
    with pytest.raises(BadCode, match="không đúng"):
        read_code(f"{changed}.{signature}", now=NOW, sign=sign)


@pytest.mark.parametrize("payload", ["", "YQ", "_" * 20, "A" * 48])
def test_a_signed_payload_of_another_shape_is_refused(payload):
    with pytest.raises(BadCode):
        read_code(f"{payload}.{sign(payload)[:22]}", now=NOW, sign=sign)


def test_the_address_of_a_code_fits_a_qr_code_that_a_cheap_camera_reads():
    code = a_code(title="Hội thi tìm hiểu Đảng " * 9)
    assert len(f"https://phattriendangvien.example.vn/check-in?c={code}") <= 213  # version 10, error level M


@given(st.text(max_size=120))
def test_no_text_is_taken_for_a_code(text):
    with pytest.raises(BadCode):
        read_code(text, now=NOW, sign=sign)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_title_goes_through(title, place):
    code = write_code(HOUSE, ACTIVITY, title=title, place=place, now=NOW, sign=sign)
    assert " ".join(title.split()).startswith(read_code(code, now=NOW, sign=sign).title)
