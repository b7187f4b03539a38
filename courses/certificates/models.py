"""The certificate register, and the seal by which anybody can check a certificate."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.actor import Door
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, Published, addressed_index, between_houses, within_house
from portal.kernel.tenancy_v1 import READ, Verb

KEEP: tuple[Verb, ...] = ("select", "insert", "update")
"""A line of the register is annulled, never struck out: no door may delete one."""


class Certificate(Addressed, Base):
    """One line of the register (sổ cấp giấy chứng nhận), with every word that is printed.

    A later change of names, letterhead or class does not reach what was issued: a second print
    says what the first one said.
    """

    __tablename__ = "certificate"
    __table_args__ = (
        *addressed_index(),
        within_house("class_result_id", "class_result"),
        within_house("class_run_id", "class_run"),
        between_houses("to_tenant_id", "person_id", "person"),
        UniqueConstraint("tenant_id", "year", "serial"),
        Index(
            "uq_certificate_class_result",
            "tenant_id",
            "class_result_id",
            unique=True,
            postgresql_where=text("reissue_allowed_on is null"),
        ),
        Index("ix_certificate_person", "person_id"),
        Index(None, "tenant_id", "class_run_id"),
        {"comment": "The register of certificates: number, date, person, class, grade, signer."},
    )
    person_column = "person_id"
    staff_verbs = KEEP

    class_result_id: Mapped[UUID]
    class_run_id: Mapped[UUID]
    person_id: Mapped[UUID]
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str]
    code: Mapped[str]
    """What the QR code and the public page carry; random, says nothing about the person."""
    full_name: Mapped[str]
    folded_name: Mapped[str]
    birth_date: Mapped[date]
    organization_name: Mapped[str]
    programme_title: Mapped[str]
    class_title: Mapped[str]
    studied_from: Mapped[date]
    studied_to: Mapped[date]
    grade: Mapped[str]
    """The word of the grade as printed."""
    decision_no: Mapped[str]
    decided_on: Mapped[date]
    issued_on: Mapped[date]
    valid_until: Mapped[date]
    """The last day on which it counts."""
    superior_body: Mapped[str] = mapped_column(default="")
    issuing_body: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    signer_title: Mapped[str] = mapped_column(default="")
    """One or two lines: in whose name, and as what."""
    signer_name: Mapped[str] = mapped_column(default="")
    signature: Mapped[str]
    """Ed25519 over code, number and date; the QR code can be checked without this portal."""
    annulled_on: Mapped[date | None]
    annulled_reason: Mapped[str] = mapped_column(default="")
    reissue_allowed_on: Mapped[date | None]
    """From when the result of an annulled certificate may have another one, under a number of its own."""
    reissue_reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class CertificateSeal(Published, Base):
    """All that the public page may know: that a code is real, when it was issued, whether it holds."""

    __tablename__ = "certificate_seal"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code_hash"),
        {"comment": "Validity of a certificate by the hash of its code; no personal data."},
    )
    staff_verbs = KEEP
    service_doors = {Door.AUTH.value: READ}  # noqa: RUF012 -- a table option

    code_hash: Mapped[str]
    number: Mapped[str]
    issued_on: Mapped[date]
    valid_until: Mapped[date]
    annulled_on: Mapped[date | None]
