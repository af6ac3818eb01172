-- What people asked channels to do with orders.
create table order_actions (
    org_id uuid not null,
    id uuid not null,
    order_id uuid not null,
    connection_id uuid not null,
    kind text collate "C" not null check (kind in ('cancel', 'ship', 'invoice')),
    -- Which part of the order: a parcel, the place of a document; empty for all of it.
    part text collate "C" not null check (char_length(part) <= 200),
    -- As the connector takes it, without a document's file.
    ask jsonb not null,
    document bytea check (octet_length(document) <= 1000000),
    -- Of the form that asked: pressed twice, it is one action.
    press uuid not null,
    state text collate "C" not null check (state in ('asked', 'sending', 'sent', 'confirmed', 'refused', 'withdrawn', 'unknown')),
    -- Why it waits or was refused, and the channel's own words.
    problem text check (char_length(problem) <= 60),
    problem_detail text check (char_length(problem_detail) <= 500),
    -- What the channel showed before the first attempt, shipments or a refusal: what is new is this action's.
    seen text[] not null default '{}',
    -- Attempts that the channel may have taken, and when the last one began.
    attempts integer not null default 0,
    begun_at timestamptz,
    -- How often it was looked for since the channel took it, and how often the channel did not answer.
    looks integer not null default 0,
    failures integer not null default 0,
    -- What does it; an older job has nothing to do.
    job_id uuid not null,
    plan_id uuid,
    requested_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    sent_at timestamptz,
    finished_at timestamptz,
    -- When it is tried or looked for again.
    next_at timestamptz,
    primary key (org_id, id),
    foreign key (org_id, order_id) references orders (org_id, id) on delete cascade,
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
create index order_actions_order_idx on order_actions (org_id, order_id, created_at desc);
create unique index order_actions_press_key on order_actions (org_id, press);
create unique index order_actions_open_key on order_actions (org_id, order_id, kind, part)
    where state in ('asked', 'sending', 'sent');
call isolate_tenant('order_actions');

-- What a bulk action would do, looked up before anything is done.
create table action_plans (
    org_id uuid not null,
    id uuid not null,
    kind text collate "C" not null check (kind in ('cancel', 'ship')),
    state text collate "C" not null check (state in ('looking', 'ready', 'applied')),
    press uuid not null,
    requested_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    applied_at timestamptz,
    primary key (org_id, id)
);
create unique index action_plans_press_key on action_plans (org_id, press);
create index action_plans_age_idx on action_plans (created_at);
call isolate_tenant('action_plans');

create table action_plan_items (
    org_id uuid not null,
    plan_id uuid not null,
    order_id uuid not null,
    position integer not null,
    connection_id uuid not null,
    part text collate "C" not null default '' check (char_length(part) <= 200),
    -- Exactly what is asked for when the plan is applied.
    ask jsonb not null,
    -- 'unknown': the channel could not be asked.
    verdict text collate "C" not null check (verdict in ('waiting', 'ready', 'refused', 'unknown')),
    problem text check (char_length(problem) <= 60),
    problem_detail text check (char_length(problem_detail) <= 500),
    action_id uuid,
    primary key (org_id, plan_id, order_id),
    foreign key (org_id, plan_id) references action_plans (org_id, id) on delete cascade
);
call isolate_tenant('action_plan_items');

alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check
    check (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan'));
create index jobs_finished_idx on jobs (finished_at) where finished_at is not null;
