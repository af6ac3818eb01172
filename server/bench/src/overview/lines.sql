-- Products of the company $1, $2 of them, and one to three lines for each of its sales; a few products sell much, most a little.
with made as (
    insert into products (org_id, id, sku, sku_key, name, name_key, currency, price_minor, cost_minor, stock)
    select $1, gen_random_uuid(), 'P-' || n, 'p-' || n, 'Produto ' || n, 'produto ' || n, 'BRL', 4900, 2100, n % 400
    from generate_series(1, $2) as n
    returning id, sku_key
), catalogue as (
    select array_agg(id order by sku_key) as ids from made
)
insert into order_lines (org_id, order_id, position, external_id, product_id, title, quantity, unit_price, discount_minor,
    tax_minor, total_minor)
select o.org_id, o.id, place, place::text,
    c.ids[1 + floor($2 * power(('x' || substr(md5(o.id::text || place), 1, 7))::bit(28)::int / 268435456.0, 2))::int],
    'Produto', 1 + o.number % 2, 49, 0, 0, 4900 * (1 + o.number % 2)
from orders o cross join catalogue c cross join generate_series(0, 2) as place
where o.org_id = $1 and place <= o.number % 3
