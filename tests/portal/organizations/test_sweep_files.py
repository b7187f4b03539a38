"""Files that no row speaks of are swept, the others never."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from portal.activities.log.models import ActivityFile
from portal.activities.log.operations.keep_evidence import keep_evidence
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.kernel.errors import NotFound
from portal.kernel.file_kinds import PAPERS
from portal.kernel.files import check_files_url, keep_file, read_file
from portal.organizations.operations.sweep_files import LEFT_ALONE, sweep_every_house
from portal.organizations.queries import root_operator
from tests.portal.activities.builders import a_branch, a_member, a_photo, an_activity
from tests.portal.candidates.builders import in_house

PAPER = b"%PDF-1.7 plan"


def make_old(house, digest) -> None:
    folder = check_files_url(current_app.extensions["settings"]) / str(house)
    os.utime(folder / digest[:2] / digest, (0, 0))


def later() -> int:
    with clock.frozen_at(clock.now() + LEFT_ALONE + timedelta(minutes=1)), session_as(root_operator()):
        return sweep_every_house()


def test_only_what_no_row_speaks_of_is_swept_and_only_after_a_week(app, cast):
    with app.app_context():
        with in_house(cast.dung):
            a_member(a_branch(cast.house_a), "Lê Thị Hoa", date(1999, 1, 1))
            keep_evidence(activity_id=an_activity(names="Lê Thị Hoa"), files=[("anh.jpg", a_photo())])
            spoken_of = db.session.scalar(select(ActivityFile.file_digest))
            unspoken = keep_file(PAPER, "kế hoạch.pdf", accept=PAPERS).digest
        with session_as(root_operator()):
            assert sweep_every_house() == 0, "somebody may still be writing the row"
        assert later() >= 1
        assert read_file(cast.union, spoken_of)
        with pytest.raises(NotFound):
            read_file(cast.union, unspoken)


def test_a_file_handed_in_again_is_wanted_again(app, cast):
    with app.app_context():
        with in_house(cast.dung):
            digest = keep_file(PAPER, "a.pdf", accept=PAPERS).digest
            make_old(cast.union, digest)
            keep_file(PAPER, "b.pdf", accept=PAPERS)
        with session_as(root_operator()):
            assert sweep_every_house() == 0
        assert read_file(cast.union, digest) == PAPER
