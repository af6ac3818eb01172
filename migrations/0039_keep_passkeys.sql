-- Keys that people's devices hold for them: a second factor, or the only one.

create table passkeys (
    id uuid primary key,
    user_id uuid not null references users (id) on delete cascade,
    -- As the device names it.
    credential_id bytea not null check (octet_length(credential_id) between 1 and 1023),
    name text not null check (char_length(name) between 1 and 60),
    -- The public key, with what the device said of it.
    credential jsonb not null,
    -- How often it was used, as the device counts; 0 at those that do not count. It never goes back.
    sign_count bigint not null check (sign_count >= 0),
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    constraint passkeys_credential_key unique (credential_id)
);
create index passkeys_user_idx on passkeys (user_id);
grant select, insert, update, delete on passkeys to orion_system;

-- What a device is asked to sign, once and for a few minutes: for a person who adds a key, proves again who they are or confirms a
-- change, or for whoever signs in.
create table passkey_challenges (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    kind text collate "C" not null check (kind in ('add', 'second', 'confirm', 'sign_in')),
    -- The session that asked, which alone brings the answer.
    session_hash bytea not null check (octet_length(session_hash) = 32),
    user_id uuid references users (id) on delete cascade,
    state jsonb not null,
    expires_at timestamptz not null,
    check ((kind = 'sign_in') = (user_id is null))
);
create index passkey_challenges_expiry_idx on passkey_challenges (expires_at);
grant select, insert, delete on passkey_challenges to orion_system;
