-- Connections whose account's owner consented: which consent it was. Another one means other tokens.
alter table connections add column consent_id uuid;

-- What was granted. Apart from the connection, so that a lock that lasts as long as a platform takes to
-- give new tokens keeps nobody from the connection itself.
create table connection_tokens (
    org_id uuid not null,
    connection_id uuid not null,
    -- Sealed as credentials are: {"fields": {access_token, refresh_token}}.
    tokens jsonb not null,
    -- Of the access token; null for one that does not end.
    expires_at timestamptz,
    -- When a person must consent again, however often tokens are refreshed until then.
    consent_ends_at timestamptz,
    -- Null where the platform does not tell.
    scopes text[],
    refreshed_at timestamptz not null default now(),
    primary key (org_id, connection_id),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
call isolate_tenant('connection_tokens');

-- A person on the way to a platform's consent page and back: ten minutes, in one session.
create table consent_requests (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    platform text not null check (platform ~ '^[a-z0-9_]{2,40}$'),
    user_id uuid not null references users (id) on delete cascade,
    session_hash bytea not null check (octet_length(session_hash) = 32),
    -- SHA-256 of the state; null for somebody who came from the platform without having been sent.
    state_hash bytea check (octet_length(state_hash) = 32),
    -- The connection whose consent is renewed; null for a new one.
    connection_id uuid,
    -- What the form said: {name, config, settings}.
    form jsonb not null,
    redirect_uri text not null check (char_length(redirect_uri) <= 2000),
    -- Sealed: the proof key, later the code or the tokens.
    secrets jsonb not null,
    -- What was granted besides the tokens, while somebody has to choose.
    granted jsonb,
    expires_at timestamptz not null,
    -- A state works once.
    used_at timestamptz,
    primary key (org_id, id)
);
create unique index consent_requests_state_key on consent_requests (org_id, state_hash);
call isolate_tenant('consent_requests');
