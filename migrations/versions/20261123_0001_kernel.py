"""The ground floor: audit chain, job queue, and what the backup role may read."""

from alembic import op
from procrastinate import schema as procrastinate_schema

from portal.kernel.tenancy_v1 import TENANT, Protection, protect

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DOORS = ("portal_member", "portal_staff", "portal_auth", "portal_audit")
ENTRY = Protection("audit_entry", "system", doors={"portal_oversight": ("select",)})
HEAD = Protection("audit_head", "system", doors={"portal_oversight": ("select",)})

AUDIT_TABLES = """
create table audit_head (
    tenant_id uuid not null constraint pk_audit_head primary key,
    sequence bigint not null,
    hash bytea not null
);
comment on table audit_head is 'The last entry of each tenant''s audit chain; locked while one is appended.';
create table audit_entry (
    tenant_id uuid not null,
    sequence bigint not null,
    body text not null,
    previous_hash bytea not null,
    hash bytea not null,
    constraint pk_audit_entry primary key (tenant_id, sequence)
);
comment on table audit_entry is 'Who did what, chained by SHA-256 per tenant; written by audit_append only.';
"""

AUDIT_APPEND = """
create function audit_append(
    action text, subject_type text, subject_id uuid, details jsonb, account_id uuid, actor text
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
    house uuid := current_setting('app.tenant_id')::uuid;
    head audit_head%rowtype;
    entry text;
    chained bytea;
begin
    insert into audit_head (tenant_id, sequence, hash) values (house, 0, ''::bytea)
        on conflict (tenant_id) do nothing;
    select * into head from audit_head where tenant_id = house for update;
    entry := jsonb_build_object(
        'sequence', head.sequence + 1, 'at', clock_timestamp(), 'tenant_id', house,
        'door', session_user, 'person_id', nullif(current_setting('app.person_id', true), ''),
        'account_id', account_id, 'actor', actor,
        'action', action, 'subject_type', subject_type, 'subject_id', subject_id, 'details', details
    )::text;
    chained := sha256(head.hash || convert_to(entry, 'UTF8'));
    insert into audit_entry (tenant_id, sequence, body, previous_hash, hash)
        values (house, head.sequence + 1, entry, head.hash, chained);
    update audit_head set sequence = head.sequence + 1, hash = chained where tenant_id = house;
    return head.sequence + 1;
end $$;
"""

DEFER_JOB = """
create function defer_job(task text, args jsonb, queueing text, scheduled_at timestamptz)
returns void language plpgsql security definer set search_path = queue, pg_temp as $$
begin
    perform queue.procrastinate_defer_jobs_v1(array[row(
        'default', task, 0, null, queueing,
        args || jsonb_build_object('deferred_by', jsonb_build_object(
            'tenant_id', nullif(current_setting('app.tenant_id', true), ''),
            'person_id', nullif(current_setting('app.person_id', true), ''),
            'door', session_user)),
        scheduled_at
    )::queue.procrastinate_job_to_defer_v1]);
exception when unique_violation then
    null; -- one like it already waits
end $$;
"""


def upgrade() -> None:
    op.execute(AUDIT_TABLES)
    for statement in [*protect(ENTRY), *protect(HEAD)]:
        op.execute(statement)
    for table in ("audit_entry", "audit_head"):
        for verb in ("select", "insert") if table == "audit_entry" else ("select", "insert", "update"):
            using = f"using (tenant_id = {TENANT})" if verb != "insert" else ""
            check = f"with check (tenant_id = {TENANT})" if verb != "select" else ""
            op.execute(
                f"create policy {table}_owner_{verb} on {table} for {verb} to portal_owner {using} {check}"
            )
    op.execute(AUDIT_APPEND)
    op.execute("create schema queue")
    op.execute("set local search_path to queue")
    op.get_bind().exec_driver_sql(procrastinate_schema.SchemaManager.get_schema().replace("%", "%%"))
    op.execute("set local search_path to public")
    op.execute(DEFER_JOB)
    op.execute("grant usage on schema queue to portal_queue")
    op.execute("grant select, insert, update, delete on all tables in schema queue to portal_queue")
    op.execute("grant usage on all sequences in schema queue to portal_queue")
    for function in ("audit_append(text, text, uuid, jsonb, uuid, text)", "defer_job(text, jsonb, text, timestamptz)"):
        op.execute(f"revoke all on function {function} from public")
    op.execute(f"grant execute on function audit_append(text, text, uuid, jsonb, uuid, text) to {', '.join(DOORS)}")
    op.execute(
        "grant execute on function defer_job(text, jsonb, text, timestamptz)"
        " to portal_member, portal_staff, portal_auth"
    )
    op.execute("alter default privileges in schema public grant select on tables to portal_backup")
    op.execute("grant select on audit_entry, audit_head to portal_backup")


def downgrade() -> None:
    op.execute("alter default privileges in schema public revoke select on tables from portal_backup")
    op.execute("drop function defer_job(text, jsonb, text, timestamptz)")
    op.execute("drop schema queue cascade")
    op.execute("drop function audit_append(text, text, uuid, jsonb, uuid, text)")
    op.execute("drop table audit_entry, audit_head")
