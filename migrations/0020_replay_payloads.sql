-- What is kept of a channel's words is mapped again: first looked at, then, if somebody says so, written as a run.
alter table sync_runs drop constraint sync_runs_kind_check;
alter table sync_runs add constraint sync_runs_kind_check
    check (kind in ('full', 'incremental', 'range', 'webhook', 'check', 'replay'));
alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness', 'replay'));
alter table job_pauses drop constraint job_pauses_kind_check;
alter table job_pauses add constraint job_pauses_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness', 'replay'));
drop index sync_runs_open_key;
create unique index sync_runs_open_key on sync_runs (org_id, connection_id)
    where state in ('waiting', 'running') and kind not in ('webhook', 'check', 'replay');

create table replays (
    org_id uuid not null,
    id uuid not null,
    connection_id uuid not null,
    -- Of one sale, of what a run wrote last, or of what was placed between two moments.
    scope text collate "C" not null check (scope in ('order', 'run', 'range')),
    scope_id uuid,
    range_from timestamptz,
    range_until timestamptz,
    state text collate "C" not null check (state in ('looking', 'ready', 'applying', 'applied', 'failed')),
    -- Of the form that asked.
    press uuid not null,
    requested_by uuid references users (id) on delete set null,
    -- The last record that was looked at, or written.
    place text collate "C" not null default '',
    -- Records that were looked at, and what would become of them.
    looked bigint not null default 0,
    changed bigint not null default 0,
    unreadable bigint not null default 0,
    -- Their payload lacks parts that could not be read: only the channel has them.
    incomplete bigint not null default 0,
    -- Their payload is kept no longer.
    gone bigint not null default 0,
    -- Written, and left alone because they had changed since.
    applied bigint not null default 0,
    moved bigint not null default 0,
    run_id uuid,
    created_at timestamptz not null default now(),
    applied_at timestamptz,
    primary key (org_id, id),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
create unique index replays_press_key on replays (org_id, press);
create index replays_age_idx on replays (created_at);
call isolate_tenant('replays');

create table replay_items (
    org_id uuid not null,
    replay_id uuid not null,
    external_id text collate "C" not null check (char_length(external_id) between 1 and 255),
    verdict text collate "C" not null check (verdict in ('changes', 'unreadable')),
    order_id uuid,
    -- Of what was looked at: another one now means that the order has changed since.
    digest bytea not null check (octet_length(digest) = 16),
    -- What would change, of the first of them: [{field, from, to}].
    changes jsonb,
    reason text check (char_length(reason) <= 60),
    detail text check (char_length(detail) <= 500),
    primary key (org_id, replay_id, external_id),
    foreign key (org_id, replay_id) references replays (org_id, id) on delete cascade
);
call isolate_tenant('replay_items');
