"""Every paper on which a question of the bank stood, with its points."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid, and_, any_, cast, column, func, select, true
from sqlalchemy.dialects.postgresql import JSONB

from courses.bank.models import QuestionVersion
from courses.exams.models import Exam, Paper, Submission
from courses.exams.queries.submitted import counts
from courses.grading.models import ExamResult, ItemScore
from courses.grading.question_usage import Draw, Usage, usages
from portal.kernel.database import db
from portal.kernel.tenancy import current_tenant_id


def list_usage(version_ids: Sequence[UUID]) -> list[Usage]:
    """Return how often these versions were drawn and how they did; one statement.

    Reads every paper of the house: a paper is frozen and knows its items, the bank does not.
    """
    item = func.jsonb_array_elements(Paper.items).table_valued(column("value", JSONB)).lateral("item")
    number = cast(item.c.value["item"].astext, ItemScore.item.type)
    version = cast(item.c.value["version_id"].astext, Uuid)
    statement = (
        select(
            Exam.id,
            Exam.title,
            Exam.opens_at,
            QuestionVersion.number,
            ItemScore.points,
            ItemScore.out_of,
            ExamResult.mark,
        )
        .select_from(Paper)
        .join(Exam, and_(Exam.tenant_id == Paper.tenant_id, Exam.id == Paper.exam_id))
        .join(item, true())
        .join(
            QuestionVersion,
            and_(QuestionVersion.tenant_id == Paper.tenant_id, QuestionVersion.id == version),
        )
        .outerjoin(
            Submission,
            and_(Submission.to_tenant_id == Paper.tenant_id, Submission.paper_id == Paper.id, counts()),
        )
        .outerjoin(
            ItemScore,
            and_(
                ItemScore.tenant_id == Paper.tenant_id,
                ItemScore.submission_id == Submission.id,
                ItemScore.item == number,
                ItemScore.superseded_at.is_(None),
            ),
        )
        .outerjoin(
            ExamResult,
            and_(
                ExamResult.tenant_id == Paper.tenant_id,
                ExamResult.submission_id == Submission.id,
                ExamResult.superseded_at.is_(None),
            ),
        )
        .where(
            Paper.tenant_id == current_tenant_id(),
            item.c.value["version_id"].astext == any_(cast([str(one) for one in version_ids], ARRAY(Text))),
        )
    )
    return usages(Draw(*row) for row in db.session.execute(statement))
