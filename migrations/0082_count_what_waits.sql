-- Orders that wait until the plan has room, which are counted apart from those that a run left out.
alter table sync_runs add column waiting bigint not null default 0;
update sync_runs r set waiting = least(w.orders, r.skipped), skipped = r.skipped - least(w.orders, r.skipped)
from (
    select org_id, run_id, count(*) as orders from sync_run_issues
    where verdict = 'skipped' and reason = 'plan_limit' group by 1, 2
) w
where r.org_id = w.org_id and r.id = w.run_id;

-- As before, with what waits. A process of the version before counts that among what it skipped.
create or replace function advance_run(
    of_org uuid, of_job uuid, of_lease integer, of_run uuid, more bigint[], listed bigint, place jsonb, untold bigint
)
returns boolean
language plpgsql
set plan_cache_mode = 'force_generic_plan'
set search_path = public, pg_temp
as $$
declare
    is_cancelled boolean;
    of_connection uuid;
begin
    select j.cancel_requested into is_cancelled from jobs j
    where j.org_id = of_org and j.id = of_job and j.lease = of_lease and j.state = 'running' for share;
    if not found then
        return null;
    end if;
    update sync_runs r set
        read = r.read + more[1], created = r.created + more[2], updated = r.updated + more[3],
        unchanged = r.unchanged + more[4], skipped = r.skipped + more[5], failed = r.failed + more[6],
        waiting = r.waiting + coalesce(more[7], 0),
        expected = coalesce(listed, r.expected), progress = place, unannounced = r.unannounced + untold
    where r.org_id = of_org and r.id = of_run
    returning r.connection_id into of_connection;
    if not found then
        return null;
    end if;
    if more[2] > 0 then
        update connections c set orders_count = c.orders_count + more[2]
        where c.org_id = of_org and c.id = of_connection;
    end if;
    return is_cancelled;
end
$$;
