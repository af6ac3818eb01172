-- Three connections of the company $1, with the ids $2. Nothing reads their credentials.
insert into connections (org_id, id, platform, name, auth_kind, credentials, settings, status, account_id, shop_name,
    shop_currency, shop_time_zone, last_sync_at, last_success_at)
select $1, s.id, s.platform, s.name, s.auth_kind, '{}', '{"skip_test_orders": false, "every_minutes": null}', 'connected',
    s.id::text, s.name, 'BRL', 'America/Sao_Paulo', now(), now()
from unnest($2::uuid[], array['woocommerce', 'shopify', 'woocommerce'], array['Loja virtual', 'Shopify', 'Outlet'],
    array['key_pair', 'token', 'key_pair']) as s (id, platform, name, auth_kind)
