"""Which tables move with a house, worked out from the declarations."""

from __future__ import annotations

from portal.reorganizations import moving


def names():
    return [table.name for table in moving.moving_tables()]


def test_no_table_that_stays_is_tied_to_one_that_moves(app):
    moved = set(names())
    for table in moving.house_tables():
        for key in table.foreign_key_constraints:
            columns = [column.name for column in key.columns]
            if len(columns) == 2 and columns[0] == "tenant_id":
                assert (table.name in moved) == (key.referred_table.name in moved), key.name


def test_no_column_names_the_house_of_rows_that_move_and_of_rows_that_stay(app):
    assert moving.torn_references() == []


def test_people_and_accounts_move_and_decisions_of_khoi_stay(app):
    assert {"person", "candidate", "stage_step", "membership", "unit", "answer"} <= set(names())
    assert not {"reorganization", "target", "plan", "organization", "tenant_setting"} & set(names())
