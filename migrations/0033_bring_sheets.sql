-- Sheets whose rows lie in Google Sheets or in Orion itself: where they are, when they are checked by themselves, and
-- whether what a check finds is written back.
alter table sheets
    add column connection_id uuid,
    -- The file at the platform, and its sheet of cells by the id that stays when it is renamed.
    add column source_file text check (char_length(source_file) between 1 and 128),
    add column source_tab bigint,
    -- What they were called when they were last read.
    add column source_file_name text check (char_length(source_file_name) <= 500),
    add column source_tab_name text check (char_length(source_tab_name) <= 200),
    add column every_hours smallint check (every_hours between 1 and 168),
    -- By the clocks of the organisation.
    add column daily_at time,
    -- From when on the next check is counted.
    add column scheduled_from timestamptz,
    add column writes_results boolean not null default false,
    add constraint sheets_connection_fkey foreign key (org_id, connection_id) references connections (org_id, id),
    add constraint sheets_source_check check (
        (kind = 'google_sheet') = (connection_id is not null)
        and (connection_id is null) = (source_file is null) and (connection_id is null) = (source_tab is null)),
    add constraint sheets_schedule_check check (
        (every_hours is null or daily_at is null)
        and (every_hours is null and daily_at is null) = (scheduled_from is null)
        and (kind <> 'file' or scheduled_from is null)),
    add constraint sheets_results_check check (kind = 'google_sheet' or not writes_results);
create unique index sheets_catalogue_idx on sheets (org_id) where kind = 'catalogue';
create unique index sheets_source_idx on sheets (org_id, connection_id, source_file, source_tab)
    where connection_id is not null;
create index sheets_scheduled_idx on sheets (org_id, id) where scheduled_from is not null;

alter table validation_runs
    -- When the rows of a sheet that lies elsewhere were read.
    add column read_at timestamptz,
    add column is_scheduled boolean not null default false,
    -- Until when the platform is left alone.
    add column waits_until timestamptz;

-- What a check found, on its way into a sheet of its own beside the sheet that was checked.
create table validation_results (
    org_id uuid not null,
    run_id uuid not null,
    job_id uuid not null,
    state text not null check (state in ('waiting', 'running', 'done', 'failed')),
    title text not null check (char_length(title) between 1 and 100),
    -- The sheet that was added.
    tab bigint,
    -- Findings that are written.
    rows bigint not null default 0 check (rows >= 0),
    waits_until timestamptz,
    problem text check (char_length(problem) <= 60),
    problem_data jsonb,
    requested_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    primary key (org_id, run_id),
    foreign key (org_id, run_id) references validation_runs (org_id, id) on delete cascade
);
create index validation_results_job_idx on validation_results (org_id, job_id);
call isolate_tenant('validation_results');

-- When the next check by itself is: `every_hours` after the moment that it is counted from, or the next time that the
-- clocks of the zone show `daily_at`. A time that the clocks leave out comes as much later; one that comes twice counts
-- once.
create function next_check(every_hours smallint, daily_at time, zone text, counted_from timestamptz)
returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    clock timestamp;
    at timestamptz;
begin
    if every_hours is not null then
        return counted_from + make_interval(hours => every_hours);
    end if;
    if daily_at is null then
        return null;
    end if;
    begin
        clock := counted_from at time zone zone;
    exception
        when invalid_parameter_value then
            zone := 'UTC';
            clock := counted_from at time zone zone;
    end;
    at := (clock::date + daily_at) at time zone zone;
    if at <= counted_from then
        at := (clock::date + 1 + daily_at) at time zone zone;
    end if;
    return at;
end
$$;

alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness',
        'replay', 'validate', 'correct', 'import_catalogue', 'write_results'));
alter table job_pauses drop constraint job_pauses_kind_check;
alter table job_pauses add constraint job_pauses_kind_check check
    (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness',
        'replay', 'validate', 'correct', 'import_catalogue', 'write_results'));
