-- What the channel keeps of a sale as commission and fees, and whether its commission is known, without which nobody knows how much that
-- is: marketplaces tell it, shops of one's own take none. All that it keeps and gives besides is in `charges_minor` alone.
alter table orders
    add column kept_fees_minor bigint not null default 0,
    add column commission_known boolean not null default false;
-- What hours add up does not change by this; what they add up besides is filled in below.
alter table orders disable trigger roll_out_updated;
alter table orders disable trigger roll_in_updated;
update orders o set kept_fees_minor = l.fees, commission_known = l.tells
from (
    select org_id, order_id, saturated(sum(amount_minor)) as fees, bool_or(kind = 'commission') as tells
    from order_ledger where kind in ('commission', 'fee') group by 1, 2
) l
where l.org_id = o.org_id and l.order_id = o.id;
update orders o set commission_known = true
from connections c
where c.org_id = o.org_id and c.id = o.connection_id and c.platform in ('shopify', 'woocommerce');
alter table orders enable trigger roll_out_updated;
alter table orders enable trigger roll_in_updated;

alter table sales_hours
    -- Of paid sales, those whose commission is known.
    add column told bigint not null default 0,
    -- Commission and fees of paid sales, as far as channels tell them.
    add column fees_minor numeric not null default 0;

drop function counts_of_sale;
-- What a sale counts, `times` over. Whoever adds sales up, here or from `orders`, adds these; planned as a part of the
-- statement that asks, for which it must neither be volatile nor set anything.
create function counts_of_sale(
    times bigint, org_id uuid, placed_at timestamptz, connection_id uuid, currency text, status text, payment_status text,
    is_test boolean, total_minor bigint, refunded_minor bigint, charges_minor bigint, kept_fees_minor bigint,
    commission_known boolean
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
        case when not is_test and payment_status in ('paid', 'partially_refunded') then times * charges_minor::numeric else 0 end,
        case when not is_test and payment_status in ('paid', 'partially_refunded') and commission_known then times else 0 end,
        case when not is_test and payment_status in ('paid', 'partially_refunded') then times * kept_fees_minor::numeric else 0 end
$$;
revoke execute on function counts_of_sale from public;
grant execute on function counts_of_sale to orion_app, orion_system;

-- Rows that a statement wrote, or those that it found, count so many times as the trigger says.
create or replace function roll_sales_up() returns trigger
language plpgsql
set plan_cache_mode = 'force_generic_plan'
set search_path = public, pg_temp
as $$
begin
    with counted as materialized (
        select c.org_id, c.hour, c.connection_id, c.currency, sum(c.sales) as sales, sum(c.tests) as tests,
            sum(c.paid) as paid, sum(c.cancelled) as cancelled, sum(c.revenue_minor) as revenue,
            sum(c.received_minor) as received, sum(c.awaited_minor) as awaited, sum(c.charges_minor) as charges,
            sum(c.told) as told, sum(c.fees_minor) as fees
        from touched t
        cross join lateral counts_of_sale(tg_argv[0]::bigint, t.org_id, t.placed_at, t.connection_id, t.currency,
            t.status, t.payment_status, t.is_test, t.total_minor, t.refunded_minor, t.charges_minor, t.kept_fees_minor,
            t.commission_known) c
        group by 1, 2, 3, 4
    ), marked as (
        insert into product_marks (org_id, hour) select distinct org_id, hour from counted
    )
    insert into sales_hours as h (org_id, hour, connection_id, currency, sales, tests, paid, cancelled, revenue_minor,
        received_minor, awaited_minor, charges_minor, told, fees_minor)
    -- In one order, so that two who write at once cannot wait for each other.
    select * from counted order by org_id, hour, connection_id, currency
    on conflict (org_id, hour, connection_id, currency) do update set
        sales = h.sales + excluded.sales, tests = h.tests + excluded.tests, paid = h.paid + excluded.paid,
        cancelled = h.cancelled + excluded.cancelled, revenue_minor = h.revenue_minor + excluded.revenue_minor,
        received_minor = h.received_minor + excluded.received_minor,
        awaited_minor = h.awaited_minor + excluded.awaited_minor,
        charges_minor = h.charges_minor + excluded.charges_minor, told = h.told + excluded.told,
        fees_minor = h.fees_minor + excluded.fees_minor;
    return null;
end
$$;

update sales_hours h set told = c.told, fees_minor = c.fees
from (
    select c.org_id, c.hour, c.connection_id, c.currency, sum(c.told) as told, sum(c.fees_minor) as fees
    from orders o
    cross join lateral counts_of_sale(1, o.org_id, o.placed_at, o.connection_id, o.currency, o.status, o.payment_status,
        o.is_test, o.total_minor, o.refunded_minor, o.charges_minor, o.kept_fees_minor, o.commission_known) c
    where o.commission_known or o.kept_fees_minor <> 0
    group by 1, 2, 3, 4
) c
where c.org_id = h.org_id and c.hour = h.hour and c.connection_id = h.connection_id and c.currency = h.currency;
