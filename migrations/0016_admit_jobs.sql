-- Waiting work stays here; only a few jobs of an organisation are handed to the engine at a time.
alter table jobs
    -- What is new ('live') and what reads the past, often for hours, have workers of their own.
    add column lane text collate "C" not null default 'live' check (lane in ('live', 'past')),
    -- Jobs of one queue run one after the other: the engine has one of them at a time.
    add column queue text collate "C" not null default '',
    -- The lowest comes first.
    add column rank smallint not null default 0,
    -- Not before.
    add column run_at timestamptz not null default now(),
    -- When the engine got it; none while it waits here.
    add column admitted_at timestamptz,
    -- When what failed for good was asked for again.
    add column settled_at timestamptz;
update jobs set
    queue = coalesce(connection_id, org_id) || ':' || kind,
    rank = case priority when 'critical' then -10 when 'normal' then 0 else 10 end,
    -- What waits in the engine is handed over anew in its turn: it is known there by its id.
    admitted_at = case when state = 'running' then now() end
where state in ('waiting', 'running');
-- Nobody could ask for these again before.
update jobs set settled_at = now() where state = 'failed';
alter table jobs
    alter column queue drop default,
    alter column rank drop default,
    add constraint jobs_queue_check check (char_length(queue) <= 80);

-- Which is next in each queue of an organisation.
create index jobs_waiting_idx on jobs (org_id, lane, queue, rank, run_at, id)
    where state = 'waiting' and admitted_at is null;
-- What of an organisation the engine has.
create index jobs_admitted_idx on jobs (org_id, queue) where state in ('waiting', 'running') and admitted_at is not null;
-- What has become due since somebody last looked.
create index jobs_due_idx on jobs (run_at) where state = 'waiting' and admitted_at is null;
create index jobs_failed_idx on jobs (org_id, finished_at desc, id desc) where state = 'failed' and settled_at is null;
-- The page lists what is open.
create index jobs_open_age_idx on jobs (org_id, created_at, id) where state in ('waiting', 'running');

-- Kinds that somebody has paused: they are not handed over.
create table job_pauses (
    org_id uuid not null references organisations (id) on delete cascade,
    kind text collate "C" not null check (kind in ('sync_orders', 'drain_events', 'register_webhooks', 'send_action', 'look_at_plan', 'check_completeness')),
    paused_by uuid references users (id) on delete set null,
    paused_at timestamptz not null default now(),
    primary key (org_id, kind)
);
call isolate_tenant('job_pauses');

set local role orion_queue;

drop function queue.enqueue(uuid, uuid, text, integer, timestamptz);
-- The only way into the engine.
create function queue.enqueue(org uuid, job uuid, rank integer, lane text)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if org is distinct from nullif(current_setting('app.org_id', true), '')::uuid then
        raise insufficient_privilege using message = 'a job can be enqueued for the own organisation only';
    end if;
    perform graphile_worker.add_job(
        case lane when 'past' then 'run_past_job' else 'run_job' end,
        json_build_object('org', org, 'job', job),
        max_attempts => 25,
        job_key => job::text,
        priority => rank
    );
end
$$;
revoke all on function queue.enqueue from public;
grant execute on function queue.enqueue to orion_app, orion_owner;

-- Which of these jobs the engine does not have, or has given up.
create function queue.lost(jobs uuid[])
returns setof uuid
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return query select job from unnest(jobs) as job
    where not exists (
        select from graphile_worker._private_jobs j
        where j.key = job::text and (j.locked_at is not null or j.attempts < j.max_attempts)
    );
end
$$;
revoke all on function queue.lost from public;
grant execute on function queue.lost to orion_system, orion_owner;
grant usage on schema queue to orion_system;

set local role orion_owner;

-- Hands an organisation's next jobs to the engine, as many as there is room for: by rank, then by age, and
-- one of a queue at a time. Runs with the rights of whoever calls it, so it sees one organisation.
create function admit_jobs() returns void
language plpgsql
-- A plan made while hardly anything waited would read the whole table.
set enable_seqscan = off
as $$
declare
    org constant uuid := current_org();
    due timestamptz;
    lanes record;
    job record;
begin
    -- One at a time: two that looked at once would see the same room, or each miss what the other one adds.
    -- Whoever comes after sees what was committed before.
    perform pg_advisory_xact_lock(hashtextextended('jobs ' || org, 0));
    due := clock_timestamp();
    for lanes in
        select l.lane, l.places - count(j.id) as room
        from (values ('live', 4), ('past', 3)) as l (lane, places)
        left join jobs j on j.org_id = org and j.lane = l.lane
            and j.state in ('waiting', 'running') and j.admitted_at is not null
        group by l.lane, l.places
    loop
        continue when lanes.room <= 0;
        for job in
            with recursive queues as (
                (select j.queue from jobs j
                 where j.org_id = org and j.lane = lanes.lane and j.state = 'waiting' and j.admitted_at is null
                 order by j.queue limit 1)
                union all
                select (select j.queue from jobs j
                        where j.org_id = org and j.lane = lanes.lane and j.state = 'waiting' and j.admitted_at is null
                          and j.queue > q.queue
                        order by j.queue limit 1)
                from queues q where q.queue is not null
            )
            select first.* from queues q
            cross join lateral (
                select j.id, j.rank, j.run_at from jobs j
                where j.org_id = org and j.lane = lanes.lane and j.queue = q.queue
                  and j.state = 'waiting' and j.admitted_at is null and j.run_at <= due
                  and not exists (select from job_pauses p where p.org_id = org and p.kind = j.kind)
                order by j.rank, j.run_at, j.id limit 1
                -- One that somebody changes now is found by the next whole look.
                for update skip locked
            ) as first
            where not exists (
                select from jobs a where a.org_id = org and a.queue = q.queue
                  and a.state in ('waiting', 'running') and a.admitted_at is not null
            )
            order by first.rank, first.run_at, first.id
            limit lanes.room
        loop
            update jobs set admitted_at = due where org_id = org and id = job.id;
            perform queue.enqueue(org, job.id, job.rank, lanes.lane);
        end loop;
    end loop;
end
$$;
revoke all on function admit_jobs from public;
grant execute on function admit_jobs to orion_app;

-- Whatever makes room or brings work looks for what is next as the last thing of its transaction, so that
-- no way there can forget it and the lock is held for no longer than the commit takes.
create function admit_next_jobs() returns trigger
language plpgsql
as $$
begin
    -- Once a transaction. What is changed for no organisation, or for another one, is found by housekeeping.
    if current_setting('app.jobs_admitted', true) is distinct from 'yes'
        and (case tg_op when 'DELETE' then old.org_id else new.org_id end) = current_org() then
        perform set_config('app.jobs_admitted', 'yes', true);
        perform admit_jobs();
    end if;
    return null;
end
$$;
revoke all on function admit_next_jobs from public;
create constraint trigger jobs_come after insert on jobs
    deferrable initially deferred for each row
    when (new.state = 'waiting')
    execute function admit_next_jobs();
create constraint trigger jobs_move after update on jobs
    deferrable initially deferred for each row
    when (old.state in ('waiting', 'running') and (
        new.state not in ('waiting', 'running')
        or new.admitted_at is null and old.admitted_at is not null
        or new.run_at < old.run_at))
    execute function admit_next_jobs();
create constraint trigger jobs_resume after delete on job_pauses
    deferrable initially deferred for each row
    execute function admit_next_jobs();
