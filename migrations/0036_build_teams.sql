-- People are invited, belong to several companies, and get back in when they forgot their password.

create table invitations (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    -- Normalised, as users' are.
    email text not null check (char_length(email) between 3 and 254),
    role text collate "C" not null check (role in ('owner', 'admin', 'operator', 'viewer')),
    invited_by uuid references users (id) on delete set null,
    invited_by_name text not null check (char_length(invited_by_name) <= 120),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    accepted_at timestamptz,
    accepted_by uuid references users (id) on delete set null,
    revoked_at timestamptz,
    primary key (org_id, id)
);
-- One for an address.
create unique index invitations_open_key on invitations (org_id, email) where accepted_at is null and revoked_at is null;
call isolate_tenant('invitations');

-- What proves that somebody reads an address: the tokens of links in e-mails, as hashes. Made when the e-mail is sent.
create table account_tokens (
    token_hash bytea primary key check (octet_length(token_hash) = 32),
    kind text collate "C" not null check (kind in ('invitation', 'password_reset')),
    user_id uuid references users (id) on delete cascade,
    org_id uuid,
    invitation_id uuid,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    foreign key (org_id, invitation_id) references invitations (org_id, id) on delete cascade,
    check ((kind = 'invitation') = (invitation_id is not null)),
    check ((kind = 'password_reset') = (user_id is not null))
);
create index account_tokens_user_idx on account_tokens (user_id) where user_id is not null;
create index account_tokens_invitation_idx on account_tokens (org_id, invitation_id) where invitation_id is not null;
create index account_tokens_expiry_idx on account_tokens (expires_at);
grant select, insert, delete on account_tokens to orion_system;

-- E-mails about accounts that are to be sent: to whoever is invited, or to a person.
create table account_mails (
    id uuid primary key,
    kind text collate "C" not null check (kind in ('invitation', 'password_reset', 'password_was_reset')),
    org_id uuid,
    invitation_id uuid,
    user_id uuid references users (id) on delete cascade,
    -- 'dropped' is one whose matter was over before it was sent.
    state text collate "C" not null default 'waiting' check (state in ('waiting', 'sent', 'dropped', 'failed')),
    attempts integer not null default 0,
    due_at timestamptz not null default now(),
    problem text check (char_length(problem) <= 500),
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    foreign key (org_id, invitation_id) references invitations (org_id, id) on delete cascade,
    check ((kind = 'invitation') = (invitation_id is not null)),
    check ((invitation_id is null) <> (user_id is null))
);
create index account_mails_due_idx on account_mails (due_at) where state = 'waiting';
create index account_mails_invitation_idx on account_mails (org_id, invitation_id, created_at desc) where invitation_id is not null;
create index account_mails_ended_idx on account_mails (ended_at) where ended_at is not null;
grant select, insert, update, delete on account_mails to orion_system;
