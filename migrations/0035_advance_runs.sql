-- What a batch of orders does in its turn, when no other batch may: as little as possible.

-- Counts up whenever what SKUs and codes mean may have changed, under the lock of the same row: what a batch looked up
-- before its turn still holds if it is as it was.
alter table organisations add column catalogue_version bigint not null default 0;

-- Moves a run on by a batch if this worker still has its job; null if it has not. Tells whether somebody asked to stop.
-- Its statements go by keys alone: one plan does for all, where the transaction asks for a new one each time.
create function advance_run(
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
revoke execute on function advance_run from public;
grant execute on function advance_run to orion_app, orion_system;
