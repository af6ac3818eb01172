-- Where platforms send events of a connection.
create table webhook_addresses (
    org_id uuid not null,
    connection_id uuid not null,
    -- The last part of the address. Knowing it lets anybody say "go and look", and no more.
    token text collate "C" not null check (token ~ '^[A-Za-z0-9_-]{43}$'),
    -- What the platform signs with where we choose it, sealed: {"fields": {secret}}.
    secret jsonb not null,
    -- When the platform was last told the address, or found to know it.
    registered_at timestamptz,
    checked_at timestamptz,
    -- Why that did not work.
    problem text check (char_length(problem) <= 60),
    problem_detail text check (char_length(problem_detail) <= 500),
    primary key (org_id, connection_id),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
-- An app's events name the account alone.
create index connections_account_idx on connections (platform, account_id);
create unique index webhook_addresses_token_key on webhook_addresses (token);
call isolate_tenant('webhook_addresses');

-- What platforms sent, as it came. An event says "go and look": its drain job reads the orders.
create table webhook_events (
    org_id uuid not null,
    received_at timestamptz not null,
    id uuid not null,
    connection_id uuid not null,
    -- By which the platform knows it, the same for each repetition.
    event_id text collate "C" check (char_length(event_id) <= 255),
    topic text not null check (char_length(topic) <= 80),
    -- 'ignored' is one that needs nothing done; 'waiting' has its drain job before it.
    state text collate "C" not null check (state in ('waiting', 'done', 'failed', 'ignored', 'duplicate', 'refused')),
    -- Why it was refused or failed.
    reason text check (char_length(reason) <= 60),
    detail text check (char_length(detail) <= 500),
    -- What it is about: keys of orders, or one resource from which they must be asked for.
    about text not null check (about in ('orders', 'resource', 'withdrawn', 'consent_ends', 'nothing')),
    subjects text[] not null default '{}',
    client_ip inet,
    headers jsonb not null,
    body bytea not null,
    attempts integer not null default 0,
    -- Not before; an order that the platform does not show yet is looked for again later.
    due_at timestamptz not null,
    done_at timestamptz,
    primary key (org_id, received_at, id)
) partition by range (received_at);
create index webhook_events_connection_idx on webhook_events (org_id, connection_id, received_at desc, id desc);
create index webhook_events_waiting_idx on webhook_events (org_id, connection_id, due_at) where state = 'waiting';
call isolate_tenant('webhook_events');

-- Which events were seen: a platform repeats one until it hears an answer.
create table webhook_event_ids (
    org_id uuid not null,
    connection_id uuid not null,
    event_id text collate "C" not null check (char_length(event_id) <= 255),
    received_at timestamptz not null,
    primary key (org_id, connection_id, event_id)
);
create index webhook_event_ids_age_idx on webhook_event_ids (received_at);
call isolate_tenant('webhook_event_ids');

alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check check (kind in ('sync_orders', 'drain_events', 'register_webhooks'));
-- One job of each of these waits at a time for a connection; while it runs, the next may wait.
create unique index jobs_waiting_key on jobs (org_id, connection_id, kind)
    where state = 'waiting' and kind in ('drain_events', 'register_webhooks');

-- What events point at is read beside whatever else is read of the connection.
drop index sync_runs_open_key;
create unique index sync_runs_open_key on sync_runs (org_id, connection_id)
    where state in ('waiting', 'running') and kind <> 'webhook';

-- Days of events come and go as days of payloads do.
create or replace procedure maintain_partitions(days_ahead integer, keep_payload_days integer)
language plpgsql security definer
set search_path = public, pg_temp
set timezone = 'UTC'
as $$
declare
    day date;
    month date;
    parent text;
    old record;
begin
    if not pg_try_advisory_xact_lock(hashtext('orion maintain_partitions')) then
        return;
    end if;
    foreach parent in array array['payload_chunks', 'webhook_events'] loop
        for day in select generate_series(current_date - 1, current_date + days_ahead, '1 day')::date loop
            if to_regclass(format('%s_%s', parent, to_char(day, 'YYYYMMDD'))) is null then
                execute format('create table %s_%s partition of %s for values from (%L) to (%L)',
                    parent, to_char(day, 'YYYYMMDD'), parent, day, day + 1);
            end if;
        end loop;
        for old in
            select c.relname
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = parent::regclass
              and c.relname < format('%s_%s', parent, to_char(current_date - keep_payload_days, 'YYYYMMDD'))
        loop
            execute format('drop table %I', old.relname);
        end loop;
    end loop;
    for month in
        select generate_series(date_trunc('month', now() - interval '1 day'),
            date_trunc('month', now() + interval '1 month'), '1 month')::date
    loop
        if to_regclass(format('domain_events_%s', to_char(month, 'YYYYMM'))) is null then
            execute format('create table domain_events_%s partition of domain_events for values from (%L) to (%L)',
                to_char(month, 'YYYYMM'), month, (month + interval '1 month')::date);
        end if;
    end loop;
end
$$;
