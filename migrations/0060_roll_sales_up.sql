-- What the channel keeps of a sale by its ledger: what is kept of the total is less by so much.
alter table orders add column charges_minor bigint not null default 0;
update orders o set charges_minor = l.charges
from (
    select org_id, order_id, sum(case when kind in ('commission', 'fee', 'freight_seller', 'tax') then amount_minor
        when kind = 'discount_channel' then -amount_minor else 0 end) as charges
    from order_ledger group by 1, 2
) l
where l.org_id = o.org_id and l.order_id = o.id and l.charges <> 0;

-- Sales that somebody still has to ship, by age.
create index orders_to_ship_idx on orders (org_id, placed_at)
    where status = 'open' and payment_status in ('paid', 'partially_refunded')
      and fulfilment_status in ('unfulfilled', 'partial') and not is_test;

-- Sales added up by hour (UTC), connection and currency, in the transactions that write them. Amounts are minor units of
-- `currency`, which may come to more than a bigint holds; test sales are counted in `tests` and nowhere else.
create table sales_hours (
    org_id uuid not null,
    hour timestamptz not null,
    connection_id uuid not null,
    currency text collate "C" not null,
    sales bigint not null,
    tests bigint not null,
    paid bigint not null,
    cancelled bigint not null,
    -- Of paid sales, less what was given back.
    revenue_minor numeric not null,
    -- That came, whether or not it was given back later.
    received_minor numeric not null,
    -- That may still come.
    awaited_minor numeric not null,
    -- What channels keep of paid sales.
    charges_minor numeric not null,
    primary key (org_id, hour, connection_id, currency)
) with (fillfactor = 80);
call isolate_tenant('sales_hours');

-- A sum as far as a bigint holds it: no page fails for one absurd amount.
create function saturated(sum numeric) returns bigint
language sql immutable parallel safe
as $$ select greatest(least(sum, 9223372036854775807), -9223372036854775808)::bigint $$;
revoke execute on function saturated from public;
grant execute on function saturated to orion_app, orion_system;

-- What a sale counts, `times` over. Whoever adds sales up, here or from `orders`, adds these; planned as a part of the
-- statement that asks, for which it must neither be volatile nor set anything.
create function counts_of_sale(
    times bigint, org_id uuid, placed_at timestamptz, connection_id uuid, currency text, status text, payment_status text,
    is_test boolean, total_minor bigint, refunded_minor bigint, charges_minor bigint
)
returns setof sales_hours
language sql stable parallel safe
as $$
    select org_id, date_trunc('hour', placed_at, 'UTC'), connection_id, currency,
        case when is_test then 0 else times end,
        case when is_test then times else 0 end,
        case when not is_test and payment_status in ('paid', 'partially_refunded') then times else 0 end,
        case when not is_test and status = 'cancelled' then times else 0 end,
        case when not is_test and payment_status in ('paid', 'partially_refunded')
            then times * (total_minor::numeric - refunded_minor) else 0 end,
        case when not is_test and payment_status in ('paid', 'partially_refunded', 'refunded')
            then times * total_minor::numeric else 0 end,
        case when not is_test and payment_status in ('pending', 'authorized', 'partially_paid')
            and status not in ('cancelled', 'failed') then times * total_minor::numeric else 0 end,
        case when not is_test and payment_status in ('paid', 'partially_refunded') then times * charges_minor::numeric else 0 end
$$;
revoke execute on function counts_of_sale from public;
grant execute on function counts_of_sale to orion_app, orion_system;

-- What was sold of products, by day of the organisation's zone: of paid sales that are no tests. Added up anew by
-- housekeeping where `product_marks` says so; until then the days that it marks are read from the sales themselves. A day
-- is one row, an array a column: most products are sold on most days, and a row for each of them would take the tenfold of
-- space and time.
create table product_days (
    org_id uuid not null,
    day date not null,
    currency text collate "C" not null,
    products uuid[] not null,
    -- Of each product, in ten-thousandths of a piece.
    quantities bigint[] not null,
    -- What its lines come to; refunds are known of sales only.
    revenues_minor bigint[] not null,
    primary key (org_id, day, currency)
);
call isolate_tenant('product_days');

-- Hours of sales that changed since their days were added up. Rows are only added, so that nobody waits for anybody.
create table product_marks (
    org_id uuid not null,
    hour timestamptz not null,
    mark bigint not null generated always as identity,
    primary key (org_id, hour, mark)
);
call isolate_tenant('product_marks');

-- What was sold of products on each of `days`, which begin at `since` and end before `until`. Of days of the organisation's zone what
-- is added up is read; days that are marked, and all of another zone, are read from the sales.
create function products_sold(of_org uuid, days date[], since timestamptz[], until timestamptz[], is_home boolean)
returns table (product uuid, day date, currency text, quantity bigint, revenue_minor bigint)
language sql stable parallel safe
as $$
    with direct as materialized (
        select d.day, d.since, d.until from unnest(days, since, until) as d (day, since, until)
        where not is_home or exists (
            select from product_marks m
            where m.org_id = of_org and m.hour > d.since - interval '1 hour' and m.hour < d.until
        )
    )
    select unnest(p.products), p.day, p.currency, unnest(p.quantities), unnest(p.revenues_minor)
    from product_days p
    where is_home and p.org_id = of_org and p.day = any (days) and p.day <> all (array(select day from direct))
    union all
    -- Read by key, row by row: statistics say nothing of a company that is being filled.
    select l.product_id, d.day, o.currency, (l.quantity * 10000)::bigint, l.total_minor
    from direct d
    cross join lateral (
        select o.id, o.currency from orders o
        where o.org_id = of_org and o.placed_at >= d.since and o.placed_at < d.until and not o.is_test
          and o.payment_status in ('paid', 'partially_refunded') offset 0
    ) o
    cross join lateral (
        select l.product_id, l.quantity, l.total_minor from order_lines l
        where l.org_id = of_org and l.order_id = o.id and l.product_id is not null offset 0
    ) l
$$;
revoke execute on function products_sold from public;
grant execute on function products_sold to orion_app, orion_system;

-- Rows that a statement wrote, or those that it found, count so many times as the trigger says.
create function roll_sales_up() returns trigger
language plpgsql
set plan_cache_mode = 'force_generic_plan'
set search_path = public, pg_temp
as $$
begin
    with counted as materialized (
        select c.org_id, c.hour, c.connection_id, c.currency, sum(c.sales) as sales, sum(c.tests) as tests,
            sum(c.paid) as paid, sum(c.cancelled) as cancelled, sum(c.revenue_minor) as revenue,
            sum(c.received_minor) as received, sum(c.awaited_minor) as awaited, sum(c.charges_minor) as charges
        from touched t
        cross join lateral counts_of_sale(tg_argv[0]::bigint, t.org_id, t.placed_at, t.connection_id, t.currency,
            t.status, t.payment_status, t.is_test, t.total_minor, t.refunded_minor, t.charges_minor) c
        group by 1, 2, 3, 4
    ), marked as (
        insert into product_marks (org_id, hour) select distinct org_id, hour from counted
    )
    insert into sales_hours as h (org_id, hour, connection_id, currency, sales, tests, paid, cancelled, revenue_minor,
        received_minor, awaited_minor, charges_minor)
    -- In one order, so that two who write at once cannot wait for each other.
    select * from counted order by org_id, hour, connection_id, currency
    on conflict (org_id, hour, connection_id, currency) do update set
        sales = h.sales + excluded.sales, tests = h.tests + excluded.tests, paid = h.paid + excluded.paid,
        cancelled = h.cancelled + excluded.cancelled, revenue_minor = h.revenue_minor + excluded.revenue_minor,
        received_minor = h.received_minor + excluded.received_minor,
        awaited_minor = h.awaited_minor + excluded.awaited_minor,
        charges_minor = h.charges_minor + excluded.charges_minor;
    return null;
end
$$;
revoke execute on function roll_sales_up from public;
create trigger roll_in_inserted after insert on orders referencing new table as touched
    for each statement execute function roll_sales_up('1');
create trigger roll_out_updated after update on orders referencing old table as touched
    for each statement execute function roll_sales_up('-1');
create trigger roll_in_updated after update on orders referencing new table as touched
    for each statement execute function roll_sales_up('1');
create trigger roll_out_deleted after delete on orders referencing old table as touched
    for each statement execute function roll_sales_up('-1');

-- Lines are written with their sale, which marks its hour. By themselves they only come to mean another product.
create function mark_linked_lines() returns trigger
language plpgsql
set plan_cache_mode = 'force_generic_plan'
set search_path = public, pg_temp
as $$
begin
    insert into product_marks (org_id, hour)
    select distinct l.org_id, date_trunc('hour', o.placed_at, 'UTC')
    from (select distinct org_id, order_id from touched) l
    cross join lateral (
        select o.placed_at from orders o where o.org_id = l.org_id and o.id = l.order_id limit 1
    ) o;
    return null;
end
$$;
revoke execute on function mark_linked_lines from public;
create trigger mark_linked_lines after update on order_lines referencing new table as touched
    for each statement execute function mark_linked_lines();

-- In another zone every day is another one.
create function mark_all_products() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
    -- In this order: whoever adds days up meanwhile removes marks too, and one of the two finds that they are gone.
    delete from product_marks where org_id = new.id;
    delete from product_days where org_id = new.id;
    insert into product_marks (org_id, hour) select distinct org_id, hour from sales_hours where org_id = new.id;
    return null;
end
$$;
revoke execute on function mark_all_products from public;
create trigger mark_all_products after update on organisations for each row
    when (old.time_zone is distinct from new.time_zone) execute function mark_all_products();

insert into sales_hours
select c.org_id, c.hour, c.connection_id, c.currency, sum(c.sales), sum(c.tests), sum(c.paid), sum(c.cancelled),
    sum(c.revenue_minor), sum(c.received_minor), sum(c.awaited_minor), sum(c.charges_minor)
from orders o
cross join lateral counts_of_sale(1, o.org_id, o.placed_at, o.connection_id, o.currency, o.status, o.payment_status,
    o.is_test, o.total_minor, o.refunded_minor, o.charges_minor) c
group by 1, 2, 3, 4 order by 1, 2, 3, 4;
insert into product_marks (org_id, hour) select distinct org_id, hour from sales_hours;
