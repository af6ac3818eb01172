-- Look-ups of an import within statements whose plans are kept: planned anew each time, since a plan that is kept would be of the tables as
-- they were when a company had nothing yet.

-- The products that SKUs, and codes of one connection, are known to mean. The first row tells the version of the catalogue alone.
create function products_meant(of_org uuid, of_connection uuid, skus text[], codes text[])
returns table (is_code boolean, key text, product_id uuid, version bigint)
language plpgsql stable
set plan_cache_mode = 'force_custom_plan'
set search_path = public, pg_temp
as $$
begin
    return query
    select null::boolean, ''::text, null::uuid, o.catalogue_version from organisations o where o.id = of_org
    union all
    select false, p.sku_key, p.id, null from products p where p.org_id = of_org and p.sku_key = any (skus)
    union all
    select false, l.sku_key, l.product_id, null from sku_links l where l.org_id = of_org and l.sku_key = any (skus)
    union all
    select true, l.code, l.product_id, null from code_links l
    where l.org_id = of_org and l.connection_id = of_connection and l.code = any (codes);
end
$$;
revoke execute on function products_meant from public;
grant execute on function products_meant to orion_app, orion_system;

-- Which of these customers show no identity of the kind beside them. Nearly everybody shows one of each: who does not is looked up one by
-- one, or a table that is being filled is read as a whole. Stable, so that the statement that asks does not see whom it makes.
create function customers_lacking(of_org uuid, kinds text[], ids uuid[])
returns setof uuid
language plpgsql stable
set plan_cache_mode = 'force_custom_plan'
set search_path = public, pg_temp
as $$
begin
    return query
    select l.customer_id
    from unnest(kinds, ids) as l (kind, customer_id)
    cross join lateral (
        select from customers c where c.org_id = of_org and c.id = l.customer_id
          and ((l.kind = 'document' and c.document is null) or (l.kind = 'email' and c.email is null)
               or (l.kind = 'phone' and c.phone is null))
        limit 1
    ) as found;
end
$$;
revoke execute on function customers_lacking from public;
grant execute on function customers_lacking to orion_app, orion_system;
