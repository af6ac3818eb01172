-- What lies in a warehouse of the channel, which ships it by itself, is nothing that anybody here has to ship.
-- Rows that are here need no look: they passed a narrower check.
alter table orders drop constraint orders_fulfilment_status_check;
alter table orders add constraint orders_fulfilment_status_check
    check (fulfilment_status in ('unfulfilled', 'partial', 'fulfilled', 'not_required', 'by_channel', 'on_hold', 'returned', 'unknown'))
    not valid;
-- What hours add up does not change by this.
alter table orders disable trigger roll_out_updated;
alter table orders disable trigger roll_in_updated;
update orders o set fulfilment_status = 'by_channel'
from connections c
where c.org_id = o.org_id and c.id = o.connection_id and c.platform = 'mercadolivre'
  and o.fulfilment_status = 'unfulfilled' and 'fulfillment' = any (o.tags);
alter table orders enable trigger roll_out_updated;
alter table orders enable trigger roll_in_updated;

-- What lists of customers are sorted and filtered by, of purchases that are no tests: one row for each customer, whose connection is nil,
-- and one for each connection that they bought on, with the same figures, so that each list is a walk along one index. Added up anew by
-- housekeeping where `customer_marks` says so.
create table customer_sums (
    org_id uuid not null,
    customer_id uuid not null,
    connection_id uuid not null,
    -- The customer's `name_key`; a sign that stands behind all names where it is empty.
    name text collate "C" not null,
    purchases bigint not null,
    -- Of who bought nothing, both are the beginning of 1970.
    first_at timestamptz not null,
    last_at timestamptz not null,
    -- Of paid purchases in the organisation's currency, less what was given back.
    spent_minor bigint not null,
    primary key (org_id, customer_id, connection_id)
);
create index customer_sums_name_idx on customer_sums (org_id, connection_id, name, customer_id);
create index customer_sums_last_idx on customer_sums (org_id, connection_id, last_at, customer_id);
create index customer_sums_purchases_idx on customer_sums (org_id, connection_id, purchases, customer_id);
create index customer_sums_spent_idx on customer_sums (org_id, connection_id, spent_minor, customer_id);
call isolate_tenant('customer_sums');

-- Customers whose sales changed since they were added up. Rows are only added, so that nobody waits for anybody.
create table customer_marks (
    org_id uuid not null,
    customer_id uuid not null,
    mark bigint not null generated always as identity,
    primary key (org_id, customer_id, mark)
);
call isolate_tenant('customer_marks');

-- The customers of the sales that a statement wrote or removed.
create function mark_buyers() returns trigger
language plpgsql
set plan_cache_mode = 'force_generic_plan'
set search_path = public, pg_temp
as $$
begin
    insert into customer_marks (org_id, customer_id)
    select distinct org_id, customer_id from touched where customer_id is not null;
    return null;
end
$$;
revoke execute on function mark_buyers from public;
create trigger mark_buyers_inserted after insert on orders referencing new table as touched
    for each statement execute function mark_buyers();
create trigger mark_buyers_deleted after delete on orders referencing old table as touched
    for each statement execute function mark_buyers();

-- Those of the sales of which a statement changed what is added up.
create function mark_changed_buyers() returns trigger
language plpgsql
set plan_cache_mode = 'force_generic_plan'
set search_path = public, pg_temp
as $$
begin
    insert into customer_marks (org_id, customer_id)
    select distinct c.org_id, c.customer_id
    from (
        (
            select org_id, id, customer_id, connection_id, placed_at, is_test, currency, payment_status, total_minor, refunded_minor
            from was
            except
            select org_id, id, customer_id, connection_id, placed_at, is_test, currency, payment_status, total_minor, refunded_minor
            from became
        )
        union all
        (
            select org_id, id, customer_id, connection_id, placed_at, is_test, currency, payment_status, total_minor, refunded_minor
            from became
            except
            select org_id, id, customer_id, connection_id, placed_at, is_test, currency, payment_status, total_minor, refunded_minor
            from was
        )
    ) c
    where c.customer_id is not null;
    return null;
end
$$;
revoke execute on function mark_changed_buyers from public;
create trigger mark_buyers_updated after update on orders referencing old table as was new table as became
    for each statement execute function mark_changed_buyers();

-- In another currency everybody has spent another sum.
create function mark_all_buyers() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
    insert into customer_marks (org_id, customer_id) select org_id, id from customers where org_id = new.id;
    return null;
end
$$;
revoke execute on function mark_all_buyers from public;
create trigger mark_all_buyers after update on organisations for each row
    when (old.currency is distinct from new.currency) execute function mark_all_buyers();

insert into customer_marks (org_id, customer_id) select org_id, id from customers;
