-- Accounts elsewhere by which people sign in, as an OpenID provider names them.
create table user_identities (
    -- The provider, as its discovery document and its tokens write it.
    issuer text collate "C" not null check (char_length(issuer) between 1 and 255),
    -- The provider's name of the account, which stays when its address changes.
    subject text collate "C" not null check (char_length(subject) between 1 and 255),
    user_id uuid not null references users (id) on delete cascade,
    -- As the provider told it when the account was last used; only shown.
    email text not null check (char_length(email) <= 320),
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    primary key (issuer, subject)
);
-- One account of a provider for a person.
create unique index user_identities_user_key on user_identities (user_id, issuer);
grant select, insert, update, delete on user_identities to orion_system;

-- Whether the person knows their password: who began with an account elsewhere has one that nobody knows.
alter table users add column has_password boolean not null default true;
