-- Files that people sent. Their bytes are in the storage of files, under the organisation's id and their own.
create table files (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    name text not null check (char_length(name) between 1 and 255),
    bytes bigint not null check (bytes >= 0),
    sha256 bytea not null check (octet_length(sha256) = 32),
    uploaded_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    primary key (org_id, id)
);
create index files_sha256_idx on files (org_id, sha256);
call isolate_tenant('files');

-- Tables of products that are checked again and again: how they are read, what their columns mean, which rules they are
-- held to.
create table sheets (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    name text not null check (char_length(name) between 1 and 120),
    kind text not null check (kind in ('file', 'google_sheet', 'catalogue')),
    file_id uuid,
    -- How the file is read, and what its first rows look like.
    format jsonb not null,
    sample jsonb not null,
    -- Which column is which field. Null until somebody, or a sheet whose columns are called the same, said so.
    mapping jsonb,
    -- Codes of the packs of rules that it is held to.
    packs jsonb not null default '[]',
    -- Why the rows cannot be read as the format says.
    problem text check (char_length(problem) <= 60),
    problem_data jsonb,
    created_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    foreign key (org_id, file_id) references files (org_id, id),
    check ((kind = 'file') = (file_id is not null))
);
create index sheets_latest_idx on sheets (org_id, updated_at desc, id desc);
create index sheets_file_idx on sheets (org_id, file_id);
call isolate_tenant('sheets');

-- One check of a sheet, with what it was checked by.
create table validation_runs (
    org_id uuid not null,
    id uuid not null,
    sheet_id uuid not null,
    file_id uuid,
    job_id uuid not null,
    state text not null check (state in ('waiting', 'running', 'completed', 'failed', 'cancelled')),
    format jsonb not null,
    mapping jsonb not null,
    packs jsonb not null,
    -- Bytes of the file, and how many of them are read.
    bytes bigint not null default 0,
    bytes_read bigint not null default 0,
    rows bigint not null default 0,
    faulty_rows bigint not null default 0,
    errors bigint not null default 0,
    warnings bigint not null default 0,
    hints bigint not null default 0,
    fixable bigint not null default 0,
    -- Whether there were more findings than are kept.
    is_cut boolean not null default false,
    -- How it differs from the check before: what is new, what is solved, what remains.
    new_findings bigint,
    solved_findings bigint,
    remaining_findings bigint,
    -- Records that were not checked before, as they are and by these rules, in this month.
    metered bigint not null default 0,
    problem text check (char_length(problem) <= 60),
    problem_data jsonb,
    requested_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    ended_at timestamptz,
    primary key (org_id, id),
    foreign key (org_id, sheet_id) references sheets (org_id, id) on delete cascade,
    foreign key (org_id, file_id) references files (org_id, id)
);
create index validation_runs_sheet_idx on validation_runs (org_id, sheet_id, created_at desc, id desc);
create index validation_runs_latest_idx on validation_runs (org_id, created_at desc, id desc);
create index validation_runs_file_idx on validation_runs (org_id, file_id);
create unique index validation_runs_open_idx on validation_runs (org_id, sheet_id) where state in ('waiting', 'running');
call isolate_tenant('validation_runs');

-- The rules of a run, in their order, with how often each was broken.
create table validation_run_rules (
    org_id uuid not null,
    run_id uuid not null,
    position integer not null,
    pack text not null check (char_length(pack) between 1 and 60),
    rule text not null check (char_length(rule) between 1 and 60),
    severity text not null check (severity in ('error', 'warning', 'hint')),
    field text check (char_length(field) <= 80),
    -- By language.
    title jsonb not null,
    explanation jsonb not null,
    found bigint not null default 0,
    fixable bigint not null default 0,
    -- The sheet does not have the columns that it asks for.
    is_skipped boolean not null default false,
    primary key (org_id, run_id, position),
    foreign key (org_id, run_id) references validation_runs (org_id, id) on delete cascade
);
call isolate_tenant('validation_run_rules');

-- What a run found: which cell breaks which rule.
create table validation_findings (
    org_id uuid not null,
    run_id uuid not null,
    -- The record, from 1, and its line in the file.
    row bigint not null check (row > 0),
    rule integer not null,
    field text not null check (char_length(field) <= 80),
    line bigint not null check (line > 0),
    severity text not null check (severity in ('error', 'warning', 'hint')),
    sku text check (char_length(sku) <= 100),
    value text not null check (char_length(value) <= 500),
    detail jsonb,
    -- What a safe fix would make of it.
    proposed text,
    primary key (org_id, run_id, row, rule, field),
    foreign key (org_id, run_id) references validation_runs (org_id, id) on delete cascade
);
create index validation_findings_rule_idx on validation_findings (org_id, run_id, rule, row, field);
create index validation_findings_severity_idx on validation_findings (org_id, run_id, severity, row, rule, field);
call isolate_tenant('validation_findings');

-- What was checked this month: digests of records together with their rules, sorted, 16 bytes each. A record is counted
-- once.
create table validated_records (
    org_id uuid not null references organisations (id) on delete cascade,
    month date not null,
    -- The first byte of the digests.
    bucket smallint not null check (bucket between 0 and 255),
    digests bytea not null check (octet_length(digests) % 16 = 0),
    primary key (org_id, month, bucket)
);
call isolate_tenant('validated_records');

-- What is used of what is counted, entry by entry. An entry with a key that is here already is the same one.
create table usage_entries (
    org_id uuid not null references organisations (id) on delete cascade,
    meter text not null check (meter in ('validations')),
    key text collate "C" not null check (char_length(key) between 1 and 120),
    month date not null,
    quantity bigint not null check (quantity > 0),
    cause text not null check (char_length(cause) between 1 and 60),
    cause_id uuid,
    at timestamptz not null default now(),
    primary key (org_id, meter, key)
);
create index usage_entries_month_idx on usage_entries (org_id, meter, month);
call isolate_tenant('usage_entries');

alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness',
        'replay', 'validate'));
alter table job_pauses drop constraint job_pauses_kind_check;
alter table job_pauses add constraint job_pauses_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness',
        'replay', 'validate'));

-- What a company changed in rules that ship with Orion, or in its own, by their keys: pack and id.
create table rule_choices (
    org_id uuid not null references organisations (id) on delete cascade,
    key text collate "C" not null check (char_length(key) between 3 and 130),
    is_off boolean not null default false,
    severity text check (severity in ('error', 'warning', 'hint')),
    chosen_by uuid references users (id) on delete set null,
    chosen_at timestamptz not null default now(),
    primary key (org_id, key)
);
call isolate_tenant('rule_choices');

-- Rules of a company's own, as they were written.
create table own_rules (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    -- The id that the rule gives itself.
    code text collate "C" not null check (char_length(code) between 1 and 60),
    yaml text not null check (char_length(yaml) between 1 and 20000),
    -- Only a rule whose own tests pass is active.
    is_active boolean not null default false,
    created_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint own_rules_code_key unique (org_id, code)
);
call isolate_tenant('own_rules');
