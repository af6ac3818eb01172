-- A function with settings of its own is run apart, its rows written down and read again. Only what has to be read by key, whatever
-- the plan was made for, stays apart: it is little.

-- The days that are marked, and all of another zone than the organisation's.
create function days_not_added_up(of_org uuid, days date[], since timestamptz[], until timestamptz[], is_home boolean)
returns table (day date, since timestamptz, until timestamptz)
language sql stable parallel safe
set enable_seqscan = off
as $$
    select d.day, d.since, d.until from unnest(days, since, until) as d (day, since, until)
    where not is_home or exists (
        select from product_marks m
        where m.org_id = of_org and m.hour > d.since - interval '1 hour' and m.hour < d.until
    )
$$;
revoke execute on function days_not_added_up from public;
grant execute on function days_not_added_up to orion_app, orion_system;

-- What was sold of products on these days, as the sales say.
create function products_of_sales(of_org uuid, days date[], since timestamptz[], until timestamptz[])
returns table (product uuid, day date, currency text, quantity bigint, revenue_minor bigint)
language sql stable parallel safe
set enable_seqscan = off
as $$
    -- Read by key, row by row: statistics say nothing of a company that is being filled.
    select l.product_id, d.day, o.currency, (l.quantity * 10000)::bigint, l.total_minor
    from unnest(days, since, until) as d (day, since, until)
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
revoke execute on function products_of_sales from public;
grant execute on function products_of_sales to orion_app, orion_system;

create or replace function products_sold(
    of_org uuid, days date[], since timestamptz[], until timestamptz[], is_home boolean
)
returns table (product uuid, day date, currency text, quantity bigint, revenue_minor bigint)
language sql stable parallel safe
as $$
    with direct as materialized (
        select array_agg(d.day) as days, array_agg(d.since) as since, array_agg(d.until) as until
        from days_not_added_up(of_org, days, since, until, is_home) d
    )
    select unnest(p.products), p.day, p.currency, unnest(p.quantities), unnest(p.revenues_minor)
    from product_days p
    where is_home and p.org_id = of_org and p.day = any (days)
      and p.day <> all (coalesce((select d.days from direct d), '{}'))
    union all
    select s.product, s.day, s.currency, s.quantity, s.revenue_minor
    from direct d cross join lateral products_of_sales(of_org, d.days, d.since, d.until) s
$$;
