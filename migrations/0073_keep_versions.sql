-- What a company's own rules said, version by version. The latest is the one that counts; none is ever changed.
alter table own_rules add column version integer not null default 1 check (version > 0);
create table rule_versions (
    org_id uuid not null,
    rule_id uuid not null,
    version integer not null check (version > 0),
    yaml text not null check (char_length(yaml) between 1 and 20000),
    saved_by uuid references users (id) on delete set null,
    saved_at timestamptz not null default now(),
    primary key (org_id, rule_id, version),
    foreign key (org_id, rule_id) references own_rules (org_id, id) on delete cascade
);
call isolate_tenant('rule_versions');
insert into rule_versions (org_id, rule_id, version, yaml, saved_by, saved_at)
select org_id, id, version, yaml, created_by, updated_at from own_rules;

-- The same of what the columns of a sheet mean, without the number itself.
create table mapping_versions (
    org_id uuid not null,
    sheet_id uuid not null,
    version integer not null check (version > 0),
    mapping jsonb not null,
    saved_by uuid references users (id) on delete set null,
    saved_at timestamptz not null default now(),
    primary key (org_id, sheet_id, version),
    foreign key (org_id, sheet_id) references sheets (org_id, id) on delete cascade
);
call isolate_tenant('mapping_versions');
insert into mapping_versions (org_id, sheet_id, version, mapping, saved_at)
select org_id, id, coalesce((mapping->>'version')::integer, 1), mapping - 'version', updated_at
from sheets where mapping is not null;

-- Housekeeping removes the oldest of many; nobody else removes one.
revoke update, delete on rule_versions, mapping_versions from orion_app;
revoke update on rule_versions, mapping_versions from orion_system;

-- Of an own rule the version that the rows were held to, of others that of their pack. Null before these were kept.
alter table validation_run_rules add column version integer check (version > 0);
