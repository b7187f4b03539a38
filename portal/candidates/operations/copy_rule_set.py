"""A new version of the rules, begun from one that is there."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from uuid import UUID

from portal.candidates.models.rule_set import RuleSetDraft
from portal.candidates.queries.access import signature
from portal.candidates.queries.rule_sets import get_rule_set, list_codes
from portal.eligibility.rule_set_parsing import rule_set_document
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.operation import operation


@operation
def copy_rule_set(*, code: str) -> UUID:
    """Begin a draft with everything the set says, in force from tomorrow until changed; return its id."""
    lock_name("rule_set_code")
    source = get_rule_set(code)
    taken, stem = list_codes(), code.partition(".")[0]
    new_code = next(name for number in count(2) if (name := f"{stem}.{number}") not in taken)
    document = rule_set_document(source) | {
        "id": new_code,
        "valid_from": (clock.today() + timedelta(days=1)).isoformat(),
        "valid_to": None,
    }
    draft = RuleSetDraft(code=new_code, copied_from=code, document=document, created_by=signature())
    db.session.add(draft)
    audit.record("rule_set.copied", draft, code=new_code, copied_from=code)
    return draft.id
