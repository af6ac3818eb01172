-- Removes what stages came to about orders of a simulated store that is disconnected, however young: there is nothing to prove of a
-- shop that never was. Of any other connection it removes nothing. Returns how many went.
create function remove_demo_verdicts(of_connection uuid)
returns bigint
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
    org constant uuid := current_org();
    removed bigint;
begin
    if not exists (
        select from connections where org_id = org and id = of_connection and is_demo and status = 'disconnected'
    ) then
        raise insufficient_privilege using message = 'verdicts of what is no disconnected demo store stay';
    end if;
    delete from order_verdicts where org_id = org and connection_id = of_connection;
    get diagnostics removed = row_count;
    return removed;
end
$$;
revoke all on function remove_demo_verdicts from public;
grant execute on function remove_demo_verdicts to orion_app;

-- What waits to be shipped is counted by whose it is, from the index alone.
drop index orders_to_ship_idx;
create index orders_to_ship_idx on orders (org_id, placed_at desc, id desc) include (connection_id)
    where status = 'open' and payment_status in ('paid', 'partially_refunded')
        and fulfilment_status in ('unfulfilled', 'partial') and not is_test;
