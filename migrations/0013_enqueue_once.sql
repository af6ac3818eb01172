-- Adding a job wakes every worker. One that waits already and may run wakes nobody anew: a flood of events
-- asks for the same job again and again.
set local role orion_queue;

create or replace function queue.enqueue(org uuid, job uuid, queue_name text, priority integer, run_at timestamptz)
returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if org is distinct from nullif(current_setting('app.org_id', true), '')::uuid then
        raise insufficient_privilege using message = 'a job can be enqueued for the own organisation only';
    end if;
    if run_at is null and exists (
        select from graphile_worker._private_jobs as waiting
        where waiting.key = job::text and waiting.is_available and waiting.run_at <= now() and waiting.attempts = 0
    ) then
        return;
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

set local role orion_owner;
