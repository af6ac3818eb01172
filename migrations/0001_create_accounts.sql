-- Runs as orion_owner, who owns every table. The runtime roles get exactly what they need:
--   orion_app     requests and jobs, sees one organisation (row-level security on app.org_id)
--   orion_system  work across organisations, opened by name in the code (SystemTx::because)
grant usage on schema public to orion_app, orion_system;

-- Whose rows this transaction may see. A scalar subselect in each policy makes it one evaluation a
-- statement instead of one a row.
create function current_org() returns uuid
language sql stable parallel safe
as $$ select nullif(current_setting('app.org_id', true), '')::uuid $$;

-- Row-level security of a tenant table, the same for all: orion_app sees its organisation,
-- orion_system sees everything. Not forced on the owner: that would blind back-fills and pg_dump.
create procedure isolate_tenant(tenant_table regclass, org_column name default 'org_id')
language plpgsql
as $$
begin
    execute format('alter table %s enable row level security', tenant_table);
    execute format(
        'create policy tenant on %s to orion_app using (%I = (select current_org())) with check (%I = (select current_org()))',
        tenant_table, org_column, org_column);
    execute format('create policy system on %s to orion_system using (true) with check (true)', tenant_table);
    execute format('grant select, insert, update, delete on %s to orion_app, orion_system', tenant_table);
end
$$;
revoke all on procedure isolate_tenant from public;

create table organisations (
    id uuid primary key,
    name text not null check (char_length(name) between 1 and 120),
    time_zone text not null default 'America/Sao_Paulo' check (char_length(time_zone) <= 60),
    currency text not null default 'BRL' check (currency ~ '^[A-Z]{3}$'),
    locale text not null default 'pt-BR' check (locale in ('pt-BR', 'en', 'es', 'fr')),
    -- Visible sale numbers are taken from here in blocks; gaps are allowed.
    next_sale_number bigint not null default 1,
    is_demo boolean not null default false,
    created_at timestamptz not null default now()
);
call isolate_tenant('organisations', 'id');

create table users (
    id uuid primary key,
    -- Normalised: trimmed, lower case.
    email text not null check (char_length(email) between 3 and 254),
    name text not null check (char_length(name) between 1 and 120),
    password_hash text not null check (char_length(password_hash) <= 300),
    locale text check (locale in ('pt-BR', 'en', 'es', 'fr')),
    disabled_at timestamptz,
    created_at timestamptz not null default now(),
    constraint users_email_key unique (email)
);
grant select, insert, update on users to orion_system;
-- Who asked for a run or made a connection; nothing that helps to sign in.
grant select (id, name) on users to orion_app;

create table memberships (
    org_id uuid not null references organisations (id) on delete cascade,
    user_id uuid not null references users (id) on delete cascade,
    role text not null check (role in ('owner', 'admin', 'operator', 'viewer')),
    created_at timestamptz not null default now(),
    primary key (org_id, user_id)
);
create index memberships_user_idx on memberships (user_id);
call isolate_tenant('memberships');

-- Only a hash of the cookie's token is stored. A row without a user carries the flash of somebody
-- who is not signed in yet.
create table sessions (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    user_id uuid references users (id) on delete cascade,
    org_id uuid references organisations (id) on delete cascade,
    -- Messages and form fields shown once on the next page.
    flash jsonb,
    ip inet,
    user_agent text check (char_length(user_agent) <= 400),
    created_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index sessions_user_idx on sessions (user_id);
create index sessions_expiry_idx on sessions (expires_at);
grant select, insert, update, delete on sessions to orion_system;

-- Failed sign-ins, per account and per address, and sign-ups per address; holds over all processes.
create table sign_in_throttles (
    -- `account:<hash>`, `address:<ip>` or `sign-up:<ip>`
    key text primary key check (char_length(key) <= 120),
    failures integer not null,
    window_started_at timestamptz not null,
    blocked_until timestamptz
);
grant select, insert, update, delete on sign_in_throttles to orion_system;

-- Who did what. The runtime may add and read, never change.
create table audit_log (
    org_id uuid not null,
    id uuid not null,
    at timestamptz not null default now(),
    actor_id uuid,
    actor_name text not null check (char_length(actor_name) <= 120),
    action text not null check (char_length(action) <= 80),
    subject_kind text not null check (char_length(subject_kind) <= 40),
    subject_id uuid,
    ip inet,
    data jsonb not null default '{}',
    primary key (org_id, at, id)
);
call isolate_tenant('audit_log');
revoke update, delete on audit_log from orion_app, orion_system;
