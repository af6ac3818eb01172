-- What a channel lists is compared with what is here, hour by hour of placing. A check writes orders only where
-- something was missing or out of date, and then as a run of its own.
alter table sync_runs drop constraint sync_runs_kind_check;
alter table sync_runs add constraint sync_runs_kind_check
    check (kind in ('full', 'incremental', 'range', 'webhook', 'check'));
-- Of what the run wrote: what no event had told of, although events of the connection come.
alter table sync_runs add column unannounced bigint not null default 0;
drop index sync_runs_open_key;
create unique index sync_runs_open_key on sync_runs (org_id, connection_id)
    where state in ('waiting', 'running') and kind not in ('webhook', 'check');

alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness'));
drop index jobs_waiting_key;
create unique index jobs_waiting_key on jobs (org_id, connection_id, kind)
    where state = 'waiting' and kind in ('drain_events', 'register_webhooks', 'check_completeness');

-- One row for each hour in which a channel lists orders, or in which orders were placed that are here.
create table completeness_hours (
    org_id uuid not null,
    connection_id uuid not null,
    hour timestamptz not null,
    -- By the last check: what the channel has, and the sum of the fingerprints of it.
    listed integer not null,
    print bigint not null,
    -- Of these, what is a sale here, what was left out with a reason, and what could not be taken.
    imported integer not null,
    left_out integer not null,
    failed integer not null,
    -- Sales that the channel no longer has.
    gone integer not null,
    -- What the channel counted in the hours that were checked together, from this one on, and did not show.
    hidden integer not null default 0,
    -- Over all checks: what was missing and was brought, and what was out of date and was corrected.
    recovered integer not null default 0,
    corrected integer not null default 0,
    checked_at timestamptz not null,
    primary key (org_id, connection_id, hour),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
create index completeness_hours_age_idx on completeness_hours (hour);
call isolate_tenant('completeness_hours');

create table completeness_checks (
    org_id uuid not null,
    connection_id uuid not null,
    due_at timestamptz not null default now(),
    -- The end of the last check that went through.
    checked_at timestamptz,
    -- Why the last check did not go through.
    problem text check (char_length(problem) <= 60),
    problem_detail text check (char_length(problem_detail) <= 500),
    failures integer not null default 0,
    -- Hours since `again_from` are checked again that were checked before `again_at`: somebody asked for it.
    again_from timestamptz,
    again_at timestamptz,
    primary key (org_id, connection_id),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
call isolate_tenant('completeness_checks');

-- Whether a connection rests by its settings: from one time of the day to another, as the clocks of the zone show it.
-- A time that the clocks leave out does not come that night; one that comes twice counts both times.
-- Settings or a zone that cannot be read are no rest.
create function is_quiet(settings jsonb, zone text, at timestamptz)
returns boolean
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    starts time;
    ends time;
    clock time;
begin
    starts := settings->>'quiet_from';
    ends := settings->>'quiet_until';
    if starts is null or ends is null or starts = ends then
        return false;
    end if;
    clock := (at at time zone zone)::time;
    if starts < ends then
        return clock >= starts and clock < ends;
    end if;
    return clock >= starts or clock < ends;
exception
    when invalid_parameter_value or invalid_datetime_format or datetime_field_overflow then
        return false;
end
$$;
