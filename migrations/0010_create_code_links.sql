-- Products behind the platforms' own codes, for lines without a SKU. A code means something within its
-- connection only: each shop counts its products from 1. A product may have many in one connection, a
-- listing each, so they are no integration_mappings, which are unique both ways.
create table code_links (
    org_id uuid not null,
    connection_id uuid not null,
    code text collate "C" not null check (char_length(code) between 1 and 100),
    product_id uuid not null,
    linked_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    primary key (org_id, connection_id, code),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade,
    foreign key (org_id, product_id) references products (org_id, id) on delete cascade
);
create index code_links_product_idx on code_links (org_id, product_id);
call isolate_tenant('code_links');

-- One pass over the lines. The connection by whose code, product_ref, the line is matched; null where it has
-- a SKU to be matched by.
alter table order_lines
    alter column product_ref type text collate "C",
    add column code_connection_id uuid
        check (code_connection_id is null or (sku_key is null and product_ref is not null));
update order_lines l set code_connection_id = o.connection_id
from orders o
where o.org_id = l.org_id and o.id = l.order_id and l.sku_key is null and l.product_ref is not null;
-- One index for the codes that wait, which have no product, and for the lines of a link.
create index order_lines_code_idx on order_lines (org_id, product_id, code_connection_id, product_ref)
    where code_connection_id is not null;
