-- Look-ups by key, one by one, which `limit` keeps from becoming a join: as long as nothing is known of a table that grows, a walk along all
-- of a company's entries seems as cheap to the planner. So does reading the whole table to see whether a company has a product.

-- The products that SKUs, and codes of one connection, are known to mean. The first row tells the version of the catalogue alone.
create or replace function products_meant(of_org uuid, of_connection uuid, skus text[], codes text[])
returns table (is_code boolean, key text, product_id uuid, version bigint)
language plpgsql stable
set plan_cache_mode = 'force_custom_plan'
set enable_seqscan = off
set search_path = public, pg_temp
as $$
begin
    return query select null::boolean, ''::text, null::uuid, o.catalogue_version from organisations o where o.id = of_org;
    -- Links lead to products: where there is none, nothing is known.
    if not exists (select from products p where p.org_id = of_org) then
        return;
    end if;
    return query
    select false, p.sku_key, p.id, null::bigint
    from unnest(skus) as s (sku)
    cross join lateral (
        select p.sku_key, p.id from products p where p.org_id = of_org and p.sku_key = s.sku limit 1
    ) as p
    union all
    select false, l.sku_key, l.product_id, null
    from unnest(skus) as s (sku)
    cross join lateral (
        select l.sku_key, l.product_id from sku_links l where l.org_id = of_org and l.sku_key = s.sku limit 1
    ) as l
    union all
    select true, l.code, l.product_id, null
    from unnest(codes) as c (code)
    cross join lateral (
        select l.code, l.product_id from code_links l
        where l.org_id = of_org and l.connection_id = of_connection and l.code = c.code limit 1
    ) as l;
end
$$;
