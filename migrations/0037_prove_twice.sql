-- People prove twice who they are: by their password, and by a code of an app, or one kept for when the app is lost.

-- Kept beside the factors themselves, so that a session is found by one query as before.
alter table users add column two_factor boolean not null default false;

create table totp_factors (
    user_id uuid primary key references users (id) on delete cascade,
    -- Sealed by the vault for this person.
    secret text not null check (char_length(secret) <= 1000),
    -- The session that began it, which alone is shown the secret.
    begun_by bytea not null check (octet_length(begun_by) = 32),
    begun_at timestamptz not null default now(),
    confirmed_at timestamptz,
    -- No code of this step or one before is taken again.
    last_step bigint not null default 0
);
grant select, insert, update, delete on totp_factors to orion_system;

create table recovery_codes (
    user_id uuid not null references users (id) on delete cascade,
    code_hash bytea not null check (octet_length(code_hash) = 32),
    used_at timestamptz,
    primary key (user_id, code_hash)
);
grant select, insert, update, delete on recovery_codes to orion_system;

-- A session of somebody whose password was right and whose second factor is awaited. It has no user: nothing that asks for who is
-- signed in finds anybody.
alter table sessions
    add column pending_user_id uuid references users (id) on delete cascade,
    add column pending_org_id uuid references organisations (id) on delete cascade,
    -- The invitation that was accepted by the password, and joins when the second factor is there.
    add column pending_invitation_id uuid,
    add constraint sessions_pending_check check (
        (pending_user_id is null or user_id is null) and (pending_user_id is null) = (pending_org_id is null)
        and (pending_invitation_id is null or pending_user_id is not null));
create index sessions_pending_idx on sessions (pending_user_id) where pending_user_id is not null;

-- What people are told of their account, as a code.
alter table account_mails drop constraint account_mails_kind_check;
alter table account_mails
    add column notice text collate "C" check (char_length(notice) <= 60),
    add constraint account_mails_kind_check check (kind in ('invitation', 'password_reset', 'password_was_reset', 'notice')),
    add constraint account_mails_has_notice check ((kind = 'notice') = (notice is not null));

-- Whether owners and admins of a company need a second factor.
alter table organisations add column requires_two_factor boolean not null default false;
