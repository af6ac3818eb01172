-- What a batch of an import does first in its turn, at once: takes visible sale numbers and with them the organisation's lock, as
-- `take_sales`, and finds who holds the identities of its buyers. Those are looked up under the lock, so that nobody is made twice. The
-- first row tells what was taken, each other one a holder; a demo store's sales are entered nowhere.
create function take_turn(
    of_org uuid, of_connection uuid, many bigint, metered bigint, of_month date, entry text, of_run uuid, kinds text[], vals text[]
)
returns table (
    first_number bigint, catalogue bigint, room bigint, kind text, value text, customer_id uuid, document text
)
language plpgsql
-- A plan that is kept would be of the tables as they were when a company had no customer yet.
set plan_cache_mode = 'force_custom_plan'
set search_path = public, pg_temp
as $$
begin
    if exists (select from connections c where c.org_id = of_org and c.id = of_connection and c.is_demo) then
        metered := 0;
    end if;
    select t.first_number, t.catalogue, t.room into first_number, catalogue, room
    from take_sales(of_org, many, metered, of_month, entry, of_run) t;
    return next;
    if room is null then
        return query
        select null::bigint, null::bigint, null::bigint, i.kind, i.value, i.customer_id, c.document
        from unnest(kinds, vals) as wanted (kind, value)
        cross join lateral (
            select h.kind, h.value, h.customer_id from customer_identities h
            where h.org_id = of_org and h.kind = wanted.kind and h.value = wanted.value
            limit 1
        ) i
        left join lateral (
            select p.document from customers p where p.org_id = of_org and p.id = i.customer_id and i.kind <> 'document'
            limit 1
        ) c on true;
    end if;
end
$$;
revoke execute on function take_turn from public;
grant execute on function take_turn to orion_app, orion_system;
