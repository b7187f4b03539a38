"""Houses into files and back, from the command line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import AppGroup

from portal.accounts.command_actor import command_actor
from portal.archive.reading import read_archive
from portal.archive.restoring import restore_house
from portal.archive.taking import take_house
from portal.kernel import audit, bootstrap, clock
from portal.kernel.config import Settings, SettingsError
from portal.kernel.database import session_as
from portal.kernel.doors import libpq_url
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.permissions import Permission
from portal.kernel.wording import bloc
from portal.organizations import queries as organizations
from portal.organizations.models import OrganizationKind, UnionKind
from portal.organizations.operations.register_organization import register_organization

if TYPE_CHECKING:
    from uuid import UUID

    from portal.archive.contents import Archive

tenants_cli = AppGroup("tenants", help="A whole house in one file, and back.")
FOR_OWNER_ONLY = 0o600


@tenants_cli.command("export")
@click.argument("code")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), required=True)
@click.option("--as", "username", default="", help="Act as this account instead of the operator of Khối.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def export_house(code: str, out: Path, username: str, form: str) -> None:
    """Write everything a house owns into a file; the file holds personal data."""
    try:
        tables = _export(code, out, username)
    except (DomainError, SettingsError) as error:
        raise _refused(error) from error
    click.echo("Tệp chứa dữ liệu cá nhân: cất giữ như hồ sơ đảng viên.", err=True)
    _say(out, tables, form)


def _export(code: str, out: Path, username: str) -> dict[str, int]:
    with session_as(command_actor(username, permission=Permission.ORGANIZATION_MANAGE)):
        house_id = organizations.find_organization_id(code)
        if house_id is None:
            raise NotFound(f"Không có tổ chức mang mã {code}.")
    with session_as(organizations.find_operator(code)):
        audit.record_read("tenant.exported", subject_type="organization", subject_id=house_id, by=username)
    content, tables = take_house(house_id)
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FOR_OWNER_ONLY), "wb") as file:
        file.write(content)
    return tables


@tenants_cli.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as-code", "new_code", default="", help="Restore as a copy under this new code.")
@click.option("--as", "username", default="", help="Act as this account instead of the operator of Khối.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def restore(file: Path, new_code: str, username: str, form: str) -> None:
    """Bring a house back where nothing of it is left, or as a copy under a new code."""
    settings: Settings = current_app.extensions["settings"]
    try:
        archive = read_archive(file.read_bytes())
        with session_as(command_actor(username, permission=Permission.ORGANIZATION_MANAGE)):
            new_house = _house_of_copy(archive, new_code) if new_code else None
        owner = libpq_url(bootstrap.owner_url(settings))
        tables = restore_house(owner, archive, new_house=new_house)
    except (DomainError, SettingsError) as error:
        raise _refused(error) from error
    _say(file, tables, form)


def _house_of_copy(archive: Archive, code: str) -> UUID:
    """Return the house with this code, registered if there is none; only an empty one is filled."""
    house = archive.manifest["house"]
    if house["id"] == house["tenant_id"]:
        raise RuleRefused(f"{bloc()} không khôi phục thành một tổ chức khác.")
    known = organizations.find_organization_id(code)
    if known is not None:
        return known
    names = sorted(archive.rows["organization_name"], key=lambda row: row["valid_from"])
    return register_organization(
        code=code,
        name=f"{names[-1]['name']} (bản khôi phục)",
        kind=OrganizationKind(house["kind"]),
        union_kind=UnionKind(house["union_kind"]) if house["union_kind"] else None,
        sector=house["sector"],
        valid_from=clock.today(),
    )


def _refused(error: DomainError | SettingsError) -> SystemExit:
    click.echo(error.message if isinstance(error, DomainError) else str(error), err=True)
    return SystemExit(1)


def _say(file: Path, tables: dict[str, int], form: str) -> None:
    if form == "json":
        click.echo(json.dumps({"file": file.name, "tables": tables}, ensure_ascii=False))
    else:
        click.echo(f"{file.name}: {sum(tables.values())} dòng trong {len(tables)} bảng.")
