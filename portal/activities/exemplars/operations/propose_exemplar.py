"""Anybody tells of somebody who did well."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from portal.activities.exemplars.models import Exemplar
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.file_kinds import IMAGES
from portal.kernel.files import keep_file
from portal.kernel.operation import operation
from portal.people.models import Person

SHORTEST_STORY = 40


@operation
def propose_exemplar(*, title: str, about: str, story: str, picture: tuple[str, bytes] | None = None) -> UUID:
    """Propose a story in the actor's own house; return its id. The author's name goes with it."""
    actor = current_actor()
    if actor.account_id is None:
        raise DomainError("Chỉ người có tài khoản mới gửi được.")
    if len(story.strip()) < SHORTEST_STORY:
        raise DomainError("Kể rõ việc làm, ít nhất một vài câu.", field="story")
    lock_name(f"exemplar:{actor.account_id}")
    same = select(Exemplar.id).where(Exemplar.account_id == actor.account_id, Exemplar.story == story.strip())
    if db.session.scalars(same.limit(1)).first() is not None:
        raise Conflict("Bài này đã gửi.", field="story")
    kept = keep_file(picture[1], picture[0], accept=IMAGES, field="picture").columns() if picture else {}
    exemplar = Exemplar(
        title=title.strip(),
        about=about.strip(),
        story=story.strip(),
        account_id=actor.account_id,
        author_person_id=actor.person_id,
        author_name=_author(actor.person_id),
        **kept,
    )
    db.session.add(exemplar)
    audit.record("exemplar.proposed", exemplar, title=exemplar.title)
    return exemplar.id


def _author(person_id: UUID | None) -> str:
    if person_id is None:
        return signature()
    return db.session.scalar(select(Person.full_name).where(Person.id == person_id)) or signature()
