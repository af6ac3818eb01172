-- By which rules the rows were checked, as one number: another one where any rule is another one.
alter table validation_runs add column rules_key bigint;

-- Which safe fixes of a check somebody accepts: those of a rule, or, over these, that of one record.
create table fix_choices (
    org_id uuid not null,
    run_id uuid not null,
    rule integer not null,
    -- 0 for all of the rule.
    row bigint not null check (row >= 0),
    is_accepted boolean not null,
    primary key (org_id, run_id, rule, row),
    foreign key (org_id, run_id) references validation_runs (org_id, id) on delete cascade
);
call isolate_tenant('fix_choices');

-- Fixes that were taken: the rows of a check, written anew into a file of their own.
create table corrections (
    org_id uuid not null,
    id uuid not null,
    run_id uuid not null,
    job_id uuid not null,
    state text not null check (state in ('waiting', 'running', 'completed', 'failed', 'cancelled', 'undone')),
    -- Rows of the check, and how many of them are written.
    rows bigint not null,
    rows_read bigint not null default 0,
    changed_rows bigint not null default 0,
    changed_cells bigint not null default 0,
    -- Values that no cell can be given.
    left_cells bigint not null default 0,
    -- What was made.
    file_id uuid,
    -- Whether it took the place of the file that was checked.
    is_in_place boolean not null default false,
    problem text check (char_length(problem) <= 60),
    requested_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    undone_by uuid references users (id) on delete set null,
    undone_at timestamptz,
    primary key (org_id, id),
    foreign key (org_id, run_id) references validation_runs (org_id, id) on delete cascade,
    foreign key (org_id, file_id) references files (org_id, id)
);
create index corrections_run_idx on corrections (org_id, run_id, created_at desc, id desc);
create index corrections_file_idx on corrections (org_id, file_id);
create index corrections_job_idx on corrections (org_id, job_id);
create unique index corrections_open_idx on corrections (org_id, run_id) where state in ('waiting', 'running');
call isolate_tenant('corrections');

alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness',
        'replay', 'validate', 'correct'));
alter table job_pauses drop constraint job_pauses_kind_check;
alter table job_pauses add constraint job_pauses_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness',
        'replay', 'validate', 'correct'));
