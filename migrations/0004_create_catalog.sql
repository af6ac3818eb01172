create table products (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    sku text not null check (char_length(sku) between 1 and 100),
    -- Trimmed and lower case: "cam-m" and "CAM-M " are one SKU.
    sku_key text collate "C" not null check (char_length(sku_key) between 1 and 100),
    name text not null check (char_length(name) between 1 and 255),
    name_key text collate "C" not null check (char_length(name_key) <= 255),
    description text not null default '' check (char_length(description) <= 20000),
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    price_minor bigint check (price_minor >= 0),
    cost_minor bigint check (cost_minor >= 0),
    -- Null where stock is not kept.
    stock bigint,
    gtin text check (gtin ~ '^[0-9]{8,14}$'),
    ncm text check (ncm ~ '^[0-9]{8}$'),
    active boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    constraint products_sku_key unique (org_id, sku_key)
);
create index products_name_idx on products (org_id, name_key, id);
call isolate_tenant('products');

-- Other SKUs under which channels sell a product.
create table sku_links (
    org_id uuid not null,
    sku_key text collate "C" not null check (char_length(sku_key) between 1 and 100),
    product_id uuid not null,
    linked_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    primary key (org_id, sku_key),
    foreign key (org_id, product_id) references products (org_id, id) on delete cascade
);
create index sku_links_product_idx on sku_links (org_id, product_id);
call isolate_tenant('sku_links');

create table customers (
    org_id uuid not null,
    id uuid not null,
    name text not null check (char_length(name) <= 300),
    -- Without accents, lower case: searched by prefix.
    name_key text collate "C" not null check (char_length(name_key) <= 300),
    email text check (char_length(email) <= 254),
    phone text check (char_length(phone) <= 20),
    -- CPF or CNPJ without punctuation.
    document text check (char_length(document) <= 14),
    city text check (char_length(city) <= 120),
    state text check (char_length(state) <= 60),
    created_at timestamptz not null default now(),
    primary key (org_id, id)
);
create index customers_name_idx on customers (org_id, name_key, id);
call isolate_tenant('customers');

-- By what a customer is known again. One value belongs to one customer.
create table customer_identities (
    org_id uuid not null,
    kind text collate "C" not null check (kind in ('document', 'email', 'phone')),
    value text collate "C" not null check (char_length(value) between 1 and 254),
    customer_id uuid not null,
    -- The value tells more than the kind: comparing it first ends most comparisons.
    primary key (org_id, value, kind)
);
-- Not by organisation first: the planner would take it for look-ups by key while it knows nothing of the table.
create index customer_identities_customer_idx on customer_identities (customer_id);
call isolate_tenant('customer_identities');

-- What is left of a customer's name from each later word on: "ana da silva" is also found as
-- "da silva" and as "silva". The whole name stands in customers.
create table customer_names (
    org_id uuid not null,
    tail text collate "C" not null check (char_length(tail) <= 300),
    customer_id uuid not null,
    primary key (org_id, tail, customer_id)
);
call isolate_tenant('customer_names');
