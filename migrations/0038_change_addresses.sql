-- A person changes the address they sign in with: it is changed when both the new address and the old one have agreed.

create table email_changes (
    id uuid primary key,
    -- One for each person.
    user_id uuid not null unique references users (id) on delete cascade,
    -- Normalised, as users' are.
    email text not null check (char_length(email) between 3 and 254),
    -- The session that asked for it, which stays when the others end.
    asked_by bytea not null check (octet_length(asked_by) = 32),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    new_confirmed_at timestamptz,
    old_confirmed_at timestamptz
);
create index email_changes_expiry_idx on email_changes (expires_at);
grant select, insert, update, delete on email_changes to orion_system;

-- Each of the two links has a token of its own, which goes with the change.
alter table account_tokens drop constraint account_tokens_kind_check;
alter table account_tokens
    add column email_change_id uuid references email_changes (id) on delete cascade,
    add constraint account_tokens_kind_check check (kind in ('invitation', 'password_reset', 'email_new', 'email_old')),
    add constraint account_tokens_has_change check ((kind in ('email_new', 'email_old')) = (email_change_id is not null));
create index account_tokens_email_change_idx on account_tokens (email_change_id) where email_change_id is not null;

alter table account_mails drop constraint account_mails_kind_check;
alter table account_mails
    add column email_change_id uuid references email_changes (id) on delete set null,
    -- Where it goes to, if not to the person's address.
    add column address text check (char_length(address) between 3 and 254),
    add constraint account_mails_kind_check
        check (kind in ('invitation', 'password_reset', 'password_was_reset', 'notice', 'email_new', 'email_old'));
create index account_mails_email_change_idx on account_mails (email_change_id) where email_change_id is not null;
