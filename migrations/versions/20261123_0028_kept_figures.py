"""Figures of houses kept for the overview, and the marks that say they are no longer true."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text
from sqlalchemy.dialects import postgresql

from portal.kernel.tenancy_v1 import Protection, protect

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

PROTECTIONS = [
    Protection("figures_mark", "owned", staff_verbs=("select", "delete")),
    Protection("kept_figures", "owned"),
]

HOUSE_OF = {
    "candidate": "tenant_id",
    "person": "tenant_id",
    "helper_assignment": "tenant_id",
    "progress_review": "tenant_id",
    "review_setting": "tenant_id",
    "stage_step": "tenant_id",
    "evidence": "tenant_id",
    "training_record": "person_tenant_id",
}
"""Which house a written row concerns, by table; what all houses rest on is below."""
FOR_ALL = ("clock_setting", "holiday", "rule_set_version")
WRITTEN = {
    "insert": "new table as written",
    "update": "old table as replaced new table as written",
    "delete": "old table as written",
}

MARK_FIGURES = """
create function mark_figures() returns trigger language plpgsql security definer
set search_path = public, pg_temp as $$
declare
    khoi uuid := (select id from organization where id = tenant_id);
    houses text := 'select distinct null::uuid as house from written';
begin
    if tg_argv[0] <> '' then
        houses := format('select %I as house from written', tg_argv[0]);
        if tg_op = 'UPDATE' then
            houses := houses || format(' union select %I from replaced', tg_argv[0]);
        end if;
        houses := format('select distinct house from (%s) as touched', houses);
    end if;
    execute format(
        'insert into figures_mark (tenant_id, id, house_id) select $1, gen_random_uuid(), house from (%s) as t',
        houses
    ) using khoi;
    return null;
end $$;
"""


def _triggers(table: str, column: str) -> list[str]:
    return [
        f"create trigger mark_figures_{event} after {event} on {table} referencing {tables} "
        f"for each statement execute function mark_figures('{column}')"
        for event, tables in WRITTEN.items()
    ]


def upgrade() -> None:
    op.create_table(
        "figures_mark",
        sa.Column("house_id", sa.Uuid(), nullable=True),
        sa.Column("marked_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["house_id"], ["organization.id"], name=op.f("fk_figures_mark_house_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_figures_mark_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_figures_mark")),
        comment="What was counted of a house has changed since; written by trigger, taken by the job.",
    )
    op.create_index(
        op.f("ix_figures_mark_tenant_id_house_id"), "figures_mark", ["tenant_id", "house_id"], unique=False
    )
    op.create_table(
        "kept_figures",
        sa.Column("house_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("figures", postgresql.JSONB(astext_type=Text()), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["house_id"], ["organization.id"], name=op.f("fk_kept_figures_house_id_organization")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["organization.id"], name=op.f("fk_kept_figures_tenant_id_organization")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_kept_figures")),
        sa.UniqueConstraint("tenant_id", "house_id", name=op.f("uq_kept_figures_tenant_id_house_id")),
        comment="Counts of a house on a day; derived, used only while no figures_mark names the house.",
    )
    for protection in PROTECTIONS:
        for statement in protect(protection):
            op.execute(statement)
    # The trigger writes as the owner of the tables, whom row-level security holds too.
    op.execute("create policy figures_mark_owner_insert on figures_mark for insert to portal_owner with check (true)")
    op.execute("create policy organization_owner_select on organization for select to portal_owner using (id = tenant_id)")
    op.execute(MARK_FIGURES)
    op.execute("revoke execute on function mark_figures() from public")
    for table, column in (HOUSE_OF | dict.fromkeys(FOR_ALL, "")).items():
        for statement in _triggers(table, column):
            op.execute(statement)


def downgrade() -> None:
    op.execute("drop function mark_figures() cascade")
    op.execute("drop policy organization_owner_select on organization")
    op.drop_table("kept_figures")
    op.drop_index(op.f("ix_figures_mark_tenant_id_house_id"), table_name="figures_mark")
    op.drop_table("figures_mark")
