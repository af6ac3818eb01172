-- Told by the platform, when it was asked, as one that it could not deliver.
alter table webhook_events add column recovered boolean not null default false;

-- When the platform was last asked for events that it could not deliver, and why that did not work.
alter table connections add column missed_checked_at timestamptz;
alter table connections add column missed_problem text check (char_length(missed_problem) <= 60);

-- Of the platform, where it has a sandbox: an account of the same id there is another one.
alter table connections add column environment text collate "C" not null default 'production'
    check (environment in ('production', 'sandbox'));
drop index connections_account_key;
create unique index connections_account_key on connections (org_id, platform, environment, account_id);
