"""The sample exams: set for the running class, with a few papers already in."""

from __future__ import annotations

from courses.bank.offers import load_samples
from courses.exams import demo
from tests.courses import room as building


def test_the_samples_are_set_once_and_some_have_sat_them(app, cast, owner_sql):
    with app.app_context():
        building.a_class(cast, people={cast.house_a: 3, cast.house_b: 2})
        load_samples()
        demo.load()
        demo.load()
    assert owner_sql("select purpose, state from exam order by purpose") == [
        ("reflection", "published"),
        ("screening", "published"),
    ]
    assert owner_sql("select count(*) from submission") == [(2 * demo.ALREADY_DONE,)]
