-- The product's view of background work. The engine (graphile_worker) holds a pointer to the row.
create table jobs (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    connection_id uuid,
    kind text not null check (kind in ('sync_orders')),
    priority text not null check (priority in ('critical', 'normal', 'low')),
    state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
    payload jsonb not null default '{}',
    -- Each start takes the next lease; a commit of an older lease is refused, so that a worker that
    -- was taken for dead cannot write beside its successor.
    lease integer not null default 0,
    cancel_requested boolean not null default false,
    last_error text check (char_length(last_error) <= 1000),
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    primary key (org_id, id)
);
create index jobs_open_idx on jobs (org_id, connection_id, kind) where state in ('waiting', 'running');
call isolate_tenant('jobs');

create table sync_runs (
    org_id uuid not null,
    id uuid not null,
    connection_id uuid not null,
    job_id uuid,
    kind text not null check (kind in ('full', 'incremental', 'range', 'webhook')),
    direction text not null default 'inbound' check (direction in ('inbound', 'outbound')),
    state text not null check (state in ('waiting', 'running', 'completed', 'partial', 'failed', 'cancelled')),
    range_from timestamptz,
    range_until timestamptz,
    -- What the source says it will list; null until it said so.
    expected bigint,
    read bigint not null default 0,
    created bigint not null default 0,
    updated bigint not null default 0,
    unchanged bigint not null default 0,
    skipped bigint not null default 0,
    failed bigint not null default 0,
    -- Where a run that was interrupted goes on; kept where it failed or was cancelled, so that a retry goes on there.
    progress jsonb,
    -- The run whose failed records are read again first.
    retry_of uuid,
    -- Where it stood at the last start, and how many starts in a row found it there.
    place_at_start jsonb,
    starts_in_vain integer not null default 0,
    problem text check (char_length(problem) <= 60),
    problem_detail text check (char_length(problem_detail) <= 500),
    requested_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    started_at timestamptz,
    finished_at timestamptz,
    primary key (org_id, id),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
create index sync_runs_recent_idx on sync_runs (org_id, created_at desc, id desc);
create index sync_runs_connection_idx on sync_runs (org_id, connection_id, created_at desc);
create unique index sync_runs_open_key on sync_runs (org_id, connection_id) where state in ('waiting', 'running');
call isolate_tenant('sync_runs');

-- Each record that a run did not take, with the reason.
create table sync_run_issues (
    org_id uuid not null,
    run_id uuid not null,
    external_id text not null check (char_length(external_id) between 1 and 255),
    verdict text not null check (verdict in ('skipped', 'failed')),
    reason text not null check (char_length(reason) <= 60),
    detail text not null default '' check (char_length(detail) <= 500),
    at timestamptz not null default now(),
    primary key (org_id, run_id, external_id),
    foreign key (org_id, run_id) references sync_runs (org_id, id) on delete cascade
);
call isolate_tenant('sync_run_issues');

-- The engine lives in a schema of its own, owned by orion_queue. Requests and jobs reach it through
-- one function that lets them enqueue for their own organisation only.
set local role orion_queue;
create schema if not exists queue;
-- The owner may see the function, so that the SQL of the code can be checked against it.
grant usage on schema queue to orion_app, orion_owner;

create function queue.enqueue(org uuid, job uuid, queue_name text, priority integer, run_at timestamptz)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if org is distinct from nullif(current_setting('app.org_id', true), '')::uuid then
        raise insufficient_privilege using message = 'a job can be enqueued for the own organisation only';
    end if;
    perform graphile_worker.add_job(
        'run_job',
        json_build_object('org', org, 'job', job),
        queue_name => queue_name,
        run_at => run_at,
        max_attempts => 25,
        job_key => job::text,
        priority => priority
    );
end
$$;
revoke all on function queue.enqueue from public;
grant execute on function queue.enqueue to orion_app, orion_owner;

-- Whether a worker that is alive has the job in hand. Workers are heard of every 5 seconds.
create function queue.is_held(org uuid, job uuid)
returns boolean
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if org is distinct from nullif(current_setting('app.org_id', true), '')::uuid then
        raise insufficient_privilege using message = 'only jobs of the own organisation can be asked for';
    end if;
    return exists (
        select from graphile_worker._private_jobs j
        join graphile_worker._private_workers w on w.id = j.locked_by
        where j.key = job::text and w.last_heartbeat_at > now() - interval '25 seconds'
    );
end
$$;
revoke all on function queue.is_held from public;
grant execute on function queue.is_held to orion_app, orion_owner;
set local role orion_owner;
