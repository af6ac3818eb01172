-- The Monday of a day's week.
create function week_of(day date) returns date
language sql immutable parallel safe
as $$ select day - (extract(isodow from day)::int - 1) $$;
revoke execute on function week_of from public;
grant execute on function week_of to orion_app, orion_system;

-- Seven rows of `product_days` as one, of the same shape: where most products are sold on most days, a fifth of what those hold. A row
-- is what the days of its week add up to, whoever writes them; where there is none, the days are read.
create table product_weeks (
    org_id uuid not null,
    -- Its Monday.
    week date not null,
    currency text collate "C" not null,
    products uuid[] not null,
    quantities bigint[] not null,
    revenues_minor bigint[] not null,
    primary key (org_id, week, currency)
);
call isolate_tenant('product_weeks');

-- Days are removed and written again, never changed.
create function add_weeks_up() returns trigger
language plpgsql
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = off
set search_path = public, pg_temp
as $$
begin
    delete from product_weeks w using (select distinct org_id, week_of(day) as week from touched) t
    where w.org_id = t.org_id and w.week = t.week;
    if tg_op = 'INSERT' then
        insert into product_weeks (org_id, week, currency, products, quantities, revenues_minor)
        select s.org_id, s.week, s.currency, array_agg(s.product), array_agg(s.quantity), array_agg(s.revenue)
        from (
            select d.org_id, d.week, d.currency, d.product, saturated(sum(d.quantity)) as quantity, saturated(sum(d.revenue)) as revenue
            from (
                select t.org_id, t.week, d.currency, unnest(d.products) as product, unnest(d.quantities) as quantity,
                    unnest(d.revenues_minor) as revenue
                from (select distinct org_id, week_of(day) as week from touched) t
                join product_days d on d.org_id = t.org_id and d.day >= t.week and d.day < t.week + 7
            ) d
            group by 1, 2, 3, 4
        ) s
        group by 1, 2, 3;
    end if;
    return null;
end
$$;
revoke execute on function add_weeks_up from public;
create trigger add_weeks_up_inserted after insert on product_days referencing new table as touched
    for each statement execute function add_weeks_up();
create trigger add_weeks_up_deleted after delete on product_days referencing old table as touched
    for each statement execute function add_weeks_up();

-- As `products_sold`, with whole weeks as one, told as of their Monday: those of which every day is asked for and added up, and that
-- hold both sides of none of `cuts`, each the first day of what the caller tells apart.
create function products_sold_by_weeks(
    of_org uuid, days date[], since timestamptz[], until timestamptz[], is_home boolean, cuts date[]
)
returns table (product uuid, day date, currency text, quantity bigint, revenue_minor bigint)
language sql stable parallel safe
as $$
    with direct as materialized (
        select array_agg(d.day) as days, array_agg(d.since) as since, array_agg(d.until) as until
        from days_not_added_up(of_org, days, since, until, is_home) d
    ), whole as materialized (
        select a.week
        from (
            select week_of(d.day) as week, count(*) as days from unnest(days) as d (day)
            where is_home and d.day <> all (coalesce((select s.days from direct s), '{}'))
            group by 1
        ) a
        where a.days = 7
          and not exists (select from unnest(cuts) as c (day) where c.day > a.week and c.day < a.week + 7)
          and exists (select from product_weeks w where w.org_id = of_org and w.week = a.week)
    )
    select unnest(w.products), w.week, w.currency, unnest(w.quantities), unnest(w.revenues_minor)
    from product_weeks w
    where w.org_id = of_org and w.week = any (array(select h.week from whole h))
    union all
    select unnest(p.products), p.day, p.currency, unnest(p.quantities), unnest(p.revenues_minor)
    from product_days p
    where is_home and p.org_id = of_org and p.day = any (days)
      and p.day <> all (coalesce((select s.days from direct s), '{}'))
      and week_of(p.day) <> all (array(select h.week from whole h))
    union all
    select s.product, s.day, s.currency, s.quantity, s.revenue_minor
    from direct d cross join lateral products_of_sales(of_org, d.days, d.since, d.until) s
$$;
revoke execute on function products_sold_by_weeks from public;
grant execute on function products_sold_by_weeks to orion_app, orion_system;

insert into product_weeks (org_id, week, currency, products, quantities, revenues_minor)
select s.org_id, s.week, s.currency, array_agg(s.product), array_agg(s.quantity), array_agg(s.revenue)
from (
    select d.org_id, d.week, d.currency, d.product, saturated(sum(d.quantity)) as quantity, saturated(sum(d.revenue)) as revenue
    from (
        select org_id, week_of(day) as week, currency, unnest(products) as product, unnest(quantities) as quantity,
            unnest(revenues_minor) as revenue
        from product_days
    ) d
    group by 1, 2, 3, 4
) s
group by 1, 2, 3;
