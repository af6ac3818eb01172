-- Plans paid for by Stripe: what is known of the company's customer, subscriptions, checkouts and invoices there. Stripe is
-- what holds; these rows are what it said last.

create table billing_customers (
    org_id uuid primary key references organisations (id) on delete cascade,
    -- Null until Stripe has made it. What it is made of is kept, so that asking again asks for the same.
    customer_id text collate "C" unique check (char_length(customer_id) between 1 and 255),
    name text check (char_length(name) between 1 and 120),
    email text check (char_length(email) between 3 and 254),
    locale text not null default 'pt-BR' check (locale in ('pt-BR', 'en', 'es', 'fr')),
    -- A company tries once.
    trial_used_at timestamptz,
    -- Beyond how many records the last look found what goes beyond the plan; null where there was no limit, or no look yet.
    overage_limit bigint check (overage_limit >= 0),
    created_at timestamptz not null default now(),
    check (customer_id is not null or (name is not null and email is not null))
);
call isolate_tenant('billing_customers');

create table billing_subscriptions (
    org_id uuid not null references organisations (id) on delete cascade,
    id text collate "C" not null check (char_length(id) between 1 and 255),
    -- Stripe's own word, one that is not known here too.
    status text collate "C" not null check (char_length(status) between 1 and 60),
    -- Null where its price is none of ours.
    plan text collate "C" check (plan in ('free', 'pro', 'business', 'enterprise')),
    billing_interval text collate "C" check (billing_interval in ('month', 'year')),
    currency text not null check (char_length(currency) <= 10),
    -- Minor units, of an interval.
    amount bigint,
    item_id text collate "C" check (char_length(item_id) <= 255),
    overage_item_id text collate "C" check (char_length(overage_item_id) <= 255),
    created_at timestamptz not null,
    period_start timestamptz,
    period_end timestamptz,
    trial_end timestamptz,
    cancels_at timestamptz,
    ended_at timestamptz,
    schedule_id text collate "C" check (char_length(schedule_id) <= 255),
    -- What follows at the end of the period.
    next_plan text collate "C" check (next_plan in ('free', 'pro', 'business', 'enterprise')),
    next_interval text collate "C" check (next_interval in ('month', 'year')),
    next_at timestamptz,
    -- Since when a payment is missing, and until when the plan holds all the same.
    past_due_since timestamptz,
    grace_until timestamptz,
    grace_ended boolean not null default false,
    -- When Stripe was asked: an answer to an older question is not written over a newer one.
    asked_at timestamptz not null,
    primary key (org_id, id)
);
create unique index billing_subscriptions_id_key on billing_subscriptions (id);
create index billing_subscriptions_grace_idx on billing_subscriptions (grace_until) where grace_until is not null and not grace_ended;
call isolate_tenant('billing_subscriptions');

create table billing_checkouts (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    session_id text collate "C" unique check (char_length(session_id) between 1 and 255),
    plan text collate "C" not null check (plan in ('pro', 'business')),
    billing_interval text collate "C" not null check (billing_interval in ('month', 'year')),
    currency text collate "C" not null check (currency in ('brl', 'usd')),
    trial_days integer check (trial_days between 1 and 90),
    locale text not null check (locale in ('pt-BR', 'en', 'es', 'fr')),
    url text check (char_length(url) <= 4000),
    state text collate "C" not null default 'starting' check (state in ('starting', 'open', 'complete', 'expired', 'failed')),
    created_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz,
    primary key (org_id, id)
);
-- One at a time.
create unique index billing_checkouts_open_key on billing_checkouts (org_id) where state in ('starting', 'open');
create index billing_checkouts_ended_idx on billing_checkouts (ended_at) where ended_at is not null;
call isolate_tenant('billing_checkouts');

create table billing_invoices (
    org_id uuid not null references organisations (id) on delete cascade,
    id text collate "C" not null check (char_length(id) between 1 and 255),
    subscription_id text collate "C" check (char_length(subscription_id) <= 255),
    number text check (char_length(number) <= 100),
    status text collate "C" not null check (char_length(status) between 1 and 60),
    currency text not null check (char_length(currency) <= 10),
    -- Minor units.
    total bigint not null,
    amount_due bigint not null,
    amount_paid bigint not null,
    amount_remaining bigint not null,
    created_at timestamptz not null,
    period_start timestamptz,
    period_end timestamptz,
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    hosted_url text check (char_length(hosted_url) <= 4000),
    pdf_url text check (char_length(pdf_url) <= 4000),
    asked_at timestamptz not null,
    primary key (org_id, id)
);
create index billing_invoices_created_idx on billing_invoices (org_id, created_at desc);
call isolate_tenant('billing_invoices');

-- What was told to Stripe of records checked beyond the plan: kept before it is told, so that none is told twice or not at all.
create table billing_usage_reports (
    org_id uuid not null references organisations (id) on delete cascade,
    month date not null,
    hour timestamptz not null,
    quantity bigint not null check (quantity > 0),
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    sent_at timestamptz,
    problem text check (char_length(problem) <= 500),
    primary key (org_id, month, hour)
);
create index billing_usage_reports_due_idx on billing_usage_reports (due_at) where sent_at is null;
call isolate_tenant('billing_usage_reports');

-- E-mails to the owners of a company about its payments; once about each matter.
create table billing_mails (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    user_id uuid not null references users (id) on delete cascade,
    kind text collate "C" not null check (kind in ('payment_failed', 'trial_ends', 'subscription_ended', 'plan_lost')),
    -- What it is about: an invoice, a subscription, a moment.
    matter text collate "C" not null check (char_length(matter) <= 300),
    data jsonb not null default '{}',
    state text collate "C" not null default 'waiting' check (state in ('waiting', 'sent', 'dropped', 'failed')),
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    problem text check (char_length(problem) <= 500),
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    primary key (org_id, id),
    unique (org_id, user_id, kind, matter)
);
create index billing_mails_due_idx on billing_mails (due_at) where state = 'waiting';
create index billing_mails_ended_idx on billing_mails (ended_at) where ended_at is not null;
call isolate_tenant('billing_mails');

-- What Stripe sent, as it came. Whose it is turns out when it is worked on.
create table stripe_events (
    id text collate "C" primary key check (char_length(id) between 1 and 255),
    kind text collate "C" not null check (char_length(kind) <= 100),
    created_at timestamptz not null,
    received_at timestamptz not null default now(),
    -- Null for one that was found by looking, not sent.
    body bytea,
    object_id text collate "C" check (char_length(object_id) <= 255),
    customer_id text collate "C" check (char_length(customer_id) <= 255),
    -- 'parked' is about nobody who is known yet; 'ignored' is a kind that nothing follows from.
    state text collate "C" not null default 'waiting' check (state in ('waiting', 'parked', 'done', 'ignored', 'failed')),
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    org_id uuid references organisations (id) on delete set null,
    problem text check (char_length(problem) <= 500),
    ended_at timestamptz
);
create index stripe_events_due_idx on stripe_events (due_at) where state in ('waiting', 'parked');
create index stripe_events_received_idx on stripe_events (received_at);
create index stripe_events_created_idx on stripe_events (created_at);
create index stripe_events_org_idx on stripe_events (org_id) where org_id is not null;
grant select, insert, update, delete on stripe_events to orion_system;

-- When Stripe's own lists were compared with what is here.
create table billing_rounds (
    is_only boolean primary key default true check (is_only),
    started_at timestamptz,
    -- Up to which moment of Stripe's events all were seen.
    events_until timestamptz,
    ended_at timestamptz,
    differences bigint not null default 0
);
insert into billing_rounds default values;
grant select, update on billing_rounds to orion_system;
