"""Sample accounts: one for every role, all with one known password; never made outside ``demo load``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

import click

from portal.accounts import queries
from portal.accounts.identity import actor_named
from portal.accounts.operations.invitations import create_account
from portal.accounts.operations.make_access_token import make_access_token
from portal.accounts.passwords import is_password
from portal.accounts.role_giving import role_words
from portal.kernel.actor import Role
from portal.kernel.database import session_as
from portal.kernel.permissions import Scope
from portal.organizations import queries as organizations
from portal.organizations.operations.found_bloc import ROOT_CODE

PASSWORD = "khoi-dang-2026"  # noqa: S105 -- printed to everybody who loads the sample data
MOST_PRINTED = 40


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One sample account; ``unit`` is the name of the unit it is limited to."""

    username: str
    house: str
    roles: frozenset[Role]
    display_name: str
    position: str = ""
    unit: str = ""


ACCOUNTS = (
    DemoAccount("khoi", ROOT_CODE, frozenset({Role.KHOI_OFFICER}), "Trần Minh Quang", "Phó Trưởng ban"),
    DemoAccount("tuyengiao", ROOT_CODE, frozenset({Role.KHOI_OFFICER}), "Hồ Thu Thủy", "Phó Trưởng ban"),
    DemoAccount("lanhdao", ROOT_CODE, frozenset({Role.KHOI_LEADER}), "Lê Thị Hồng Vân", "Phó Bí thư"),
    DemoAccount("thanhtra", ROOT_CODE, frozenset({Role.INSPECTOR}), "Phạm Đức Thịnh", "Ủy viên UBKT"),
    DemoAccount(
        "giangvien", ROOT_CODE, frozenset({Role.LECTURER, Role.MARKER}), "Ngô Thanh Bình", "Giảng viên"
    ),
    DemoAccount("chamthi", ROOT_CODE, frozenset({Role.MARKER}), "Vũ Hải Yến", "Giảng viên"),
    DemoAccount("quantri", ROOT_CODE, frozenset({Role.SYSTEM_ADMIN}), "Đinh Công Sơn", "Văn phòng Đảng ủy"),
    DemoAccount("bithu53", "K53", frozenset({Role.SECRETARY}), "Hoàng Văn Lộc", "Phó Bí thư Đảng ủy"),
    DemoAccount("bithu18", "K18", frozenset({Role.SECRETARY}), "Bùi Thị Kim Oanh", "Phó Bí thư Đảng ủy"),
    DemoAccount("bithu57", "K57", frozenset({Role.SECRETARY}), "Đỗ Quốc Tuấn", "Phó Bí thư Đảng ủy"),
    DemoAccount("doankhoi", "D02", frozenset({Role.UNION_OFFICER}), "Nguyễn Hoài Nam", "Bí thư Đoàn Khối"),
    DemoAccount(
        "chibo53",
        "K53",
        frozenset({Role.CELL_SECRETARY}),
        "Trịnh Thị Mai",
        "Bí thư chi bộ",
        unit="Chi bộ Khối Nội",
    ),
)


def load() -> None:
    """Open the sample accounts; those that are there already are left alone."""
    for account in ACCOUNTS:
        open_account(account)
    _connect_program("bithu53", "Phần mềm quản lý cán bộ")


def _connect_program(username: str, name: str) -> None:
    """Make a token nobody wrote down, so that the page of tokens has something to show."""
    actor = actor_named(username)
    if actor is None:
        return
    with session_as(actor):
        if not queries.list_access_tokens():
            make_access_token(name=name, scopes=[Scope.CLASSES, Scope.ENROLMENTS], days=180)


def open_account(account: DemoAccount, *, person_id: UUID | None = None) -> None:
    """Open one sample account unless its sign-in name is taken (other features use it too)."""
    if queries.find_sign_in(account.username) is not None:
        return
    operator = organizations.find_operator(account.house)
    with session_as(operator):
        unit_id = next((unit.id for unit in organizations.list_units() if unit.name == account.unit), None)
        create_account(
            tenant_id=operator.tenant_id,  # type: ignore[arg-type]
            username=account.username,
            display_name=account.display_name,
            roles=account.roles,
            position=account.position,
            person_id=person_id,
            unit_id=unit_id,
            password=PASSWORD,
        )


def list_accounts() -> list[dict[str, str]]:
    """Return the oldest accounts that still have the sample password; none in a real installation."""
    return [
        {
            "username": row.username,
            "password": PASSWORD,
            "role": role_words(row.roles),
            "house": f"{row.house_code} · {row.house_name}",
        }
        for row in queries.list_oldest_accounts(MOST_PRINTED)
        if is_password(row.password_hash, PASSWORD)
    ]


def print_accounts(form: str) -> None:
    """Print the sample accounts as a table, or as one JSON object when ``form`` is ``json``."""
    rows = list_accounts()
    if form == "json":
        click.echo(json.dumps({"accounts": rows}, ensure_ascii=False))
        return
    if not rows:
        return
    heads = {"username": "Tên đăng nhập", "password": "Mật khẩu", "role": "Vai trò", "house": "Đơn vị"}
    widths = {key: max(len(head), *(len(row[key]) for row in rows)) for key, head in heads.items()}
    for row in (heads, *rows):
        click.echo("  ".join(row[key].ljust(widths[key]) for key in heads).rstrip())
