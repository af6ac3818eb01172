-- Calls of a connection that failed one after the other since the last one that went well.
create table call_streaks (
    org_id uuid not null,
    connection_id uuid not null,
    failures bigint not null,
    -- Of the last failure.
    class text collate "C" not null check (char_length(class) <= 40),
    since timestamptz not null,
    primary key (org_id, connection_id),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
call isolate_tenant('call_streaks');

-- What is wrong, from when it was seen to when it was over. One is open at a time for each kind and cause.
create table alerts (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    kind text collate "C" not null check (char_length(kind) <= 40),
    -- What alerts of a kind are told apart by: a platform, a connection, a kind of job.
    cause text collate "C" not null check (char_length(cause) <= 120),
    severity text collate "C" not null check (severity in ('warning', 'critical')),
    -- Grows as it gets worse; each growth is told once, and not before somebody wants to hear of it.
    stage smallint not null,
    told_stage smallint not null default 0,
    -- Whose trouble it is; none where it is the company's.
    connections uuid[] not null default '{}',
    -- The figures: `domain::view::alerts::Trouble`.
    trouble jsonb not null,
    opened_at timestamptz not null default now(),
    -- When it was last found to be there.
    seen_at timestamptz not null default now(),
    closed_at timestamptz,
    -- Nothing is told of it before.
    muted_until timestamptz,
    primary key (org_id, id)
);
create unique index alerts_open_key on alerts (org_id, kind, cause) where closed_at is null;
create index alerts_closed_idx on alerts (org_id, closed_at desc, id desc) where closed_at is not null;
create index alerts_age_idx on alerts (closed_at) where closed_at is not null;
call isolate_tenant('alerts');

-- When somebody last looked for what is wrong with an organisation.
create table alert_looks (
    org_id uuid primary key references organisations (id) on delete cascade,
    looked_at timestamptz not null
);
call isolate_tenant('alert_looks');

-- Kinds that the company does not want to be told of.
create table alert_mutes (
    org_id uuid not null references organisations (id) on delete cascade,
    kind text collate "C" not null check (char_length(kind) <= 40),
    muted_by uuid references users (id) on delete set null,
    muted_at timestamptz not null default now(),
    primary key (org_id, kind)
);
call isolate_tenant('alert_mutes');

-- What a member wants by e-mail; without a row, what their role gets.
create table alert_preferences (
    org_id uuid not null references organisations (id) on delete cascade,
    user_id uuid not null references users (id) on delete cascade,
    level text collate "C" not null check (level in ('all', 'critical', 'none')),
    -- Between these times of the company's clocks nothing is sent; it waits.
    quiet_from time,
    quiet_until time,
    primary key (org_id, user_id),
    check ((quiet_from is null) = (quiet_until is null))
);
call isolate_tenant('alert_preferences');

-- Addresses that are called for an alert.
create table alert_hooks (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    name text not null check (char_length(name) between 1 and 80),
    format text collate "C" not null check (format in ('slack', 'json')),
    level text collate "C" not null check (level in ('all', 'critical')),
    -- The address and the key that signs, sealed, and the host to be told by.
    secrets jsonb not null,
    host text not null check (char_length(host) <= 255),
    created_at timestamptz not null default now(),
    -- Messages that did not arrive since one that did.
    failures integer not null default 0,
    problem text check (char_length(problem) <= 500),
    sent_at timestamptz,
    -- Since when it is not called any more: its receiver is gone.
    disabled_at timestamptz,
    primary key (org_id, id)
);
call isolate_tenant('alert_hooks');

-- What is told of an alert to whom: each thing once.
create table alert_messages (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    alert_id uuid not null,
    event text collate "C" not null check (event in ('opened', 'progressed', 'closed')),
    stage smallint not null,
    user_id uuid references users (id) on delete cascade,
    hook_id uuid,
    -- 'dropped' is one that had no more to tell, or nobody to tell it to.
    state text collate "C" not null default 'waiting' check (state in ('waiting', 'sent', 'dropped', 'failed')),
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    problem text check (char_length(problem) <= 500),
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    primary key (org_id, id),
    foreign key (org_id, alert_id) references alerts (org_id, id) on delete cascade,
    foreign key (org_id, hook_id) references alert_hooks (org_id, id) on delete cascade,
    check ((user_id is null) <> (hook_id is null)),
    constraint alert_messages_once unique nulls not distinct (org_id, alert_id, event, stage, user_id, hook_id)
);
create index alert_messages_due_idx on alert_messages (due_at) where state = 'waiting';
call isolate_tenant('alert_messages');

-- Hours with orders that did not arrive, of which there are few.
create index completeness_hours_gap_idx on completeness_hours (org_id, connection_id, hour) where failed > 0 or hidden > 0;
