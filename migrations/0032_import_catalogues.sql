-- Files that are taken over into the catalogue: read first, looked at, applied, and taken back.
create table catalogue_imports (
    org_id uuid not null,
    id uuid not null,
    run_id uuid not null,
    -- Of which only what it changed is taken: cells that differ from what was checked.
    correction_id uuid,
    -- Of what it does now.
    job_id uuid not null,
    state text not null check (state in ('reading', 'ready', 'applying', 'applied', 'undoing', 'undone', 'failed', 'cancelled')),
    -- Records of the file, and how many of them are read, or rows that are applied or taken back.
    total bigint not null,
    done bigint not null default 0,
    creates bigint not null default 0,
    updates bigint not null default 0,
    unchanged bigint not null default 0,
    refused bigint not null default 0,
    -- Rows that are applied and not taken back.
    applied bigint not null default 0,
    -- Rows that were not applied: somebody changed the product meanwhile.
    overtaken bigint not null default 0,
    -- In which the amounts of the file are.
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    -- Which of the two were asked for.
    takes_new boolean not null default true,
    takes_changes boolean not null default true,
    problem text check (char_length(problem) <= 60),
    requested_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    applied_at timestamptz,
    undone_at timestamptz,
    primary key (org_id, id),
    foreign key (org_id, run_id) references validation_runs (org_id, id) on delete cascade,
    foreign key (org_id, correction_id) references corrections (org_id, id) on delete cascade
);
create index catalogue_imports_correction_idx on catalogue_imports (org_id, correction_id);
create index catalogue_imports_run_idx on catalogue_imports (org_id, run_id, created_at desc, id desc);
create index catalogue_imports_job_idx on catalogue_imports (org_id, job_id);
create unique index catalogue_imports_open_idx on catalogue_imports (org_id, run_id)
    where state in ('reading', 'ready', 'applying', 'undoing');
call isolate_tenant('catalogue_imports');

-- What an import would do with records that are not in the catalogue as they are in the file.
create table catalogue_import_rows (
    org_id uuid not null,
    import_id uuid not null,
    -- The record, from 1.
    row bigint not null check (row > 0),
    action text not null check (action in ('create', 'update', 'refused')),
    sku text not null check (char_length(sku) <= 100),
    product_id uuid,
    -- Of the fields that change, what the product has and what it gets.
    before jsonb not null default '{}',
    after jsonb not null default '{}',
    -- Why the record is refused, or fields whose values are left out: field and reason.
    problems jsonb not null default '[]',
    -- Null until it was its turn.
    outcome text check (outcome in ('applied', 'overtaken', 'undone')),
    primary key (org_id, import_id, row),
    foreign key (org_id, import_id) references catalogue_imports (org_id, id) on delete cascade
);
create index catalogue_import_rows_action_idx on catalogue_import_rows (org_id, import_id, action, row);
call isolate_tenant('catalogue_import_rows');

alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness',
        'replay', 'validate', 'correct', 'import_catalogue'));
alter table job_pauses drop constraint job_pauses_kind_check;
alter table job_pauses add constraint job_pauses_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness',
        'replay', 'validate', 'correct', 'import_catalogue'));
