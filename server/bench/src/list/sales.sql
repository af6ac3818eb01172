-- $3 sales of the company $1 in its stores $2 over two years, the newest a few minutes old. Half of the buyers come
-- again; statuses, payments and stores are about as in shops of that size.
with drawn as (
    select n, random() as store, random() as fate, random() as worth, random() as buyer,
        date_trunc('second', now() - (interval '730 days' / $3) * ($3 - n + random())) as placed_at
    from generate_series(1, $3) as n
), fated as (
    select *,
        ($2::uuid[])[case when store < 0.6 then 1 when store < 0.9 then 2 else 3 end] as connection_id,
        (2000 + 60000 * worth * worth * worth)::bigint as total,
        md5($1::text || floor(buyer * 35000)::text) as person,
        md5($1::text || '-' || n) as noise,
        case when fate < 0.80 then 'completed' when fate < 0.91 then 'open' when fate < 0.98 then 'cancelled'
            when fate < 0.995 then 'failed' else 'unknown' end as status,
        case when fate < 0.75 then 'paid' when fate < 0.78 then 'refunded' when fate < 0.80 then 'partially_refunded'
            when fate < 0.83 then 'paid' when fate < 0.91 then 'pending' when fate < 0.98 then 'voided'
            when fate < 0.995 then 'pending' else 'unknown' end as payment_status
    from drawn
)
insert into orders (org_id, id, number, connection_id, external_id, external_number, external_number_key, status,
    payment_status, fulfilment_status, channel_status, is_test, placed_at, changed_at, paid_at, currency, goods_minor,
    discount_minor, shipping_minor, fees_minor, tax_minor, tax_included, total_minor, refunded_minor, difference_minor,
    customer_id, customer_match, buyer_name, buyer_email, buyer_phone, buyer_document, shipping_method, client_ip,
    user_agent, items, created_at, updated_at)
select $1,
    -- As the program makes them: milliseconds first, then chance.
    (lpad(to_hex((extract(epoch from placed_at) * 1000)::bigint), 12, '0') || '7' || substr(noise, 1, 3) || 'a' || substr(noise, 4, 15))::uuid,
    n, connection_id, (1000 + 3 * n)::text, (1000 + 3 * n)::text, (1000 + 3 * n)::text, status, payment_status,
    case when status = 'completed' then 'fulfilled' else 'unfulfilled' end, status, false, placed_at,
    placed_at + interval '3 days' * worth, case when fate < 0.83 then placed_at + interval '5 minutes' end, 'BRL',
    total - 1500, 0, 1500, 0, 0, false, total, case when payment_status = 'refunded' then total else 0 end, 0,
    person::uuid, 'email',
    (array['Ana', 'João', 'Maria', 'José', 'Antônia', 'Luís', 'Conceição', 'Márcio'])[1 + ('x' || substr(person, 1, 4))::bit(16)::int % 8]
        || ' ' || (array['Silva', 'Souza', 'Oliveira', 'Gonçalves', 'Araújo', 'Brandão', 'D''Ávila', 'Simões'])[1 + ('x' || substr(person, 5, 4))::bit(16)::int % 8],
    substr(person, 1, 12) || '@exemplo.example', '+5511' || (900000000 + ('x' || substr(person, 1, 7))::bit(28)::int % 99999999),
    lpad((('x' || substr(person, 9, 7))::bit(28)::bigint * 37 % 100000000000)::text, 11, '0'), 'PAC',
    ('177.' || n % 256 || '.' || n / 256 % 256 || '.9')::inet,
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
    1 + (worth * 4)::int, placed_at + interval '1 minute', placed_at + interval '3 days' * worth
from fated order by n
