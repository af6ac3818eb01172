-- One row for each account of a platform that an organisation connected. The issue and the pages
-- call the whole area "integrations".
create table connections (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    platform text not null check (platform ~ '^[a-z0-9_]{2,40}$'),
    name text not null check (char_length(name) between 1 and 120),
    auth_kind text not null check (auth_kind in ('key_pair', 'token', 'client_credentials', 'oauth2')),
    -- Envelope: {field: base64 of version, key id, wrapped data key, nonce, ciphertext}.
    credentials jsonb not null,
    -- What the form asked for and is no secret: store_url, shop.
    config jsonb not null default '{}',
    -- Sync settings: what, how often.
    settings jsonb not null default '{}',
    -- Belongs to the simulator of demo mode, which may point it at another address.
    is_demo boolean not null default false,
    status text not null check (status in ('connected', 'error', 'needs_reauth', 'paused', 'disconnected')),
    -- Why the status is not `connected`: the class of the platform's problem and what was seen.
    problem text check (char_length(problem) <= 60),
    problem_detail text check (char_length(problem_detail) <= 500),
    problem_since timestamptz,
    -- What the shop says of itself.
    account_id text not null check (char_length(account_id) between 1 and 255),
    shop_name text check (char_length(shop_name) <= 255),
    shop_email text check (char_length(shop_email) <= 254),
    shop_currency text check (char_length(shop_currency) <= 10),
    shop_time_zone text check (char_length(shop_time_zone) <= 60),
    shop_edition text check (char_length(shop_edition) <= 120),
    orders_count bigint not null default 0,
    last_sync_at timestamptz,
    last_success_at timestamptz,
    last_error_at timestamptz,
    connected_by uuid references users (id) on delete set null,
    connected_at timestamptz not null default now(),
    disconnected_at timestamptz,
    updated_at timestamptz not null default now(),
    primary key (org_id, id)
);
-- Disconnected ones too: an account that is connected again goes on with its history.
create unique index connections_account_key on connections (org_id, platform, account_id);
call isolate_tenant('connections');

-- How far each connection has read.
create table sync_cursors (
    org_id uuid not null,
    connection_id uuid not null,
    kind text not null check (kind in ('orders')),
    -- Every change up to here has been read, by the channel's stamps.
    changed_until timestamptz,
    -- When the last run that read every change began, by our own clock.
    complete_until timestamptz,
    -- Where an unfinished back-fill goes on; null when the whole past has been read.
    backfill jsonb,
    updated_at timestamptz not null default now(),
    primary key (org_id, connection_id, kind),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
call isolate_tenant('sync_cursors');

-- Internal and external ids of things that exist on both sides, unique both ways. For orders the
-- source record is the mapping.
create table integration_mappings (
    org_id uuid not null,
    connection_id uuid not null,
    entity text not null check (entity in ('product', 'customer')),
    external_id text not null check (char_length(external_id) between 1 and 255),
    internal_id uuid not null,
    direction text not null check (direction in ('inbound', 'outbound')),
    last_synced_at timestamptz not null default now(),
    primary key (org_id, connection_id, entity, external_id),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
create unique index integration_mappings_internal_key
    on integration_mappings (org_id, connection_id, entity, internal_id);
call isolate_tenant('integration_mappings');
