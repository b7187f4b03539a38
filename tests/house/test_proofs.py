"""`pgrls verify` proves the policies with Z3: nobody unnamed reads, nobody writes into another house.

What the prover cannot decide it says so (UNVERIFIED); those tables are covered by the matrix of
doors, which tries every verb in PostgreSQL. A leak in any mode makes the command, and this test, fail.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from portal.kernel.doors import libpq_url
from portal.kernel.tenancy import declared_protections

PGRLS = Path(sys.executable).with_name("pgrls")


def verify(house, owner_sql, mode: str) -> tuple[int, str]:
    url = libpq_url(house.owner.set(database=owner_sql("select current_database()")[0][0]))
    command = [str(PGRLS), "verify", "--database-url", url, "--schemas", "public", "--mode", mode]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("mode", ["anon", "cross-tenant", "write"])
def test_no_table_leaks(app, house, owner_sql, mode):
    status, said = verify(house, owner_sql, mode)
    assert status == 0, said
    assert f"{len(declared_protections())} RLS tables" in said
    assert ", 0 leaking," in said


def test_an_unbound_session_reads_no_table_at_all(app, house, owner_sql):
    _, said = verify(house, owner_sql, "anon")
    assert f"{len(declared_protections())} proven isolated" in said, said


def test_a_house_writes_in_no_other_house(app, house, owner_sql):
    """Tables only a house writes are proven; those a service door or the person writes too are left to the matrix."""
    _, said = verify(house, owner_sql, "write")
    by_house_alone = {
        name
        for name, protection in declared_protections().items()
        if protection.kind in {"owned", "addressed", "published"}
        and "insert" in protection.staff_verbs
        and not protection.doors
        and not (protection.person_column and set(protection.member_verbs) - {"select"})
    }
    unproven = {
        line.split()[0].removeprefix("public.") for line in said.splitlines() if " UNVERIFIED " in line
    }
    assert unproven & by_house_alone == set()
    assert len(by_house_alone) > len(unproven)


def test_a_policy_that_lets_everybody_in_is_caught(app, house, owner_sql):
    owner_sql("create policy open_door on holiday as permissive for select to public using (true)")
    status, said = verify(house, owner_sql, "anon")
    assert status != 0
    assert "LEAK" in said
