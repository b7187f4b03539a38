"""Programs of two houses and of Khối, and a class with people of both houses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import select

from courses.api import openapi
from courses.classes.models import Enrolment
from courses.grading.models import ClassResult
from courses.grading.outcomes import Outcome
from portal.accounts.operations.make_access_token import make_access_token
from portal.kernel.actor import Role
from portal.kernel.database import db
from portal.kernel.permissions import ROLE_PERMISSIONS, SCOPE_PERMISSIONS, Scope
from tests.courses.classes.builders import an_open_class, approve, propose, prospects

LAN, HOA, MAI, NGA = "Lê Thị Lan", "Lê Thị Hoa", "Lê Thị Mai", "Lê Thị Nga"
DOCUMENT = openapi.describe()


def schema_of(path: str, method: str, status: int) -> tuple[str, dict]:
    """The media type and the schema that the document promises for an answer."""
    told = DOCUMENT["paths"][path][method]["responses"][str(status)]["content"]
    ((mimetype, content),) = told.items()
    return mimetype, content["schema"] | {"components": DOCUMENT["components"]}


@dataclass
class Program:
    """A program with a token; what it is answered is held to the published description."""

    client: object
    token: str

    def call(self, method: str, path: str, /, class_run_id="", **request):
        url = openapi.ROOT + path.replace("{class_run_id}", str(class_run_id))
        answer = self.client.open(
            url, method=method.upper(), headers={"Authorization": f"Bearer {self.token}"}, **request
        )
        mimetype, schema = schema_of(path, method, answer.status_code)
        assert answer.mimetype == mimetype
        Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(answer.json)
        return answer

    def get(self, path: str, class_run_id="", **query):
        return self.call("get", path, class_run_id, query_string=query)


@pytest.fixture
def token_of(app, acting):
    def make(someone, *scopes: Scope, days: int = 30) -> str:
        held = set().union(*(ROLE_PERMISSIONS[Role(role)] for role in someone.roles))
        given = scopes or [scope for scope in Scope if SCOPE_PERMISSIONS[scope] in held]
        with acting(someone):
            return make_access_token(name="Phần mềm thử", scopes=given, days=days)

    return make


@pytest.fixture
def program(app, token_of):
    return lambda someone, *scopes: Program(app.test_client(), token_of(someone, *scopes))


@pytest.fixture
def training(app, acting, cast):
    """The class: Lan and Hoa of A proposed, Mai of B too; Lan and Mai let in; Nga of A not proposed yet.

    Lan's result is recognised, Mai's is not.
    """
    with app.app_context():
        class_run_id = an_open_class(cast)
        propose(cast.an, class_run_id, LAN, HOA)
        propose(cast.chi, class_run_id, MAI)
        prospects(cast.an, NGA)
        approve(cast, class_run_id, LAN, MAI)
    with acting(cast.giang):
        for enrolment in db.session.scalars(select(Enrolment)).all():
            is_lan = enrolment.full_name == LAN
            db.session.add(
                ClassResult(
                    to_tenant_id=enrolment.to_tenant_id,
                    class_run_id=class_run_id,
                    enrolment_id=enrolment.id,
                    person_id=enrolment.person_id,
                    final_mark=Decimal("8.5"),
                    grade="good",
                    attended_periods=50,
                    required_periods=50,
                    is_completed=True,
                    outcome=Outcome.COMPLETED,
                    decision_no="12-QĐ/ĐU" if is_lan else "",
                    decided_on=date(2026, 3, 1) if is_lan else None,
                )
            )
        db.session.commit()
    return class_run_id
