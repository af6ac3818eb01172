-- Hot import tables carry no foreign keys: a check a row would cost more than the row. An orphan check
-- covers them. Amounts are minor units of `currency`.
create table orders (
    org_id uuid not null,
    id uuid not null,
    number bigint not null,
    connection_id uuid not null,
    external_id text collate "C" not null check (char_length(external_id) between 1 and 255),
    external_number text not null check (char_length(external_number) <= 100),
    -- Lower case, without a leading '#': what people type.
    external_number_key text collate "C" not null check (char_length(external_number_key) <= 100),
    status text collate "C" not null check (status in ('open', 'completed', 'cancelled', 'failed', 'unknown')),
    payment_status text collate "C" not null check (payment_status in ('pending', 'authorized', 'partially_paid', 'paid', 'partially_refunded', 'refunded', 'voided', 'unknown')),
    fulfilment_status text not null check (fulfilment_status in ('unfulfilled', 'partial', 'fulfilled', 'not_required', 'on_hold', 'returned', 'unknown')),
    channel_status text not null check (char_length(channel_status) <= 120),
    is_test boolean not null,
    placed_at timestamptz not null,
    changed_at timestamptz not null,
    paid_at timestamptz,
    cancelled_at timestamptz,
    currency text not null check (currency ~ '^[A-Z]{3}$'),
    goods_minor bigint not null,
    discount_minor bigint not null,
    shipping_minor bigint not null,
    fees_minor bigint not null,
    tax_minor bigint not null,
    tax_included boolean not null,
    total_minor bigint not null,
    refunded_minor bigint not null,
    -- What the parts sum up to less the channel's total; zero when proved to the cent.
    difference_minor bigint not null,
    customer_id uuid,
    -- By what the buyer was known: document, email, phone, new.
    customer_match text check (customer_match in ('document', 'email', 'phone', 'new')),
    buyer_name text not null check (char_length(buyer_name) <= 300),
    buyer_company text check (char_length(buyer_company) <= 300),
    buyer_email text check (char_length(buyer_email) <= 254),
    buyer_phone text check (char_length(buyer_phone) <= 60),
    buyer_document text check (char_length(buyer_document) <= 40),
    shipping_method text check (char_length(shipping_method) <= 200),
    client_ip inet,
    user_agent text check (char_length(user_agent) <= 500),
    note text check (char_length(note) <= 5000),
    tags text[] not null default '{}',
    items integer not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, id)
);
create index orders_placed_idx on orders (org_id, placed_at desc, id desc);
create index orders_connection_idx on orders (org_id, connection_id, placed_at desc, id desc);
create index orders_payment_idx on orders (org_id, payment_status, placed_at desc, id desc);
create index orders_status_idx on orders (org_id, status, placed_at desc, id desc);
create index orders_customer_idx on orders (org_id, customer_id, placed_at desc, id desc);
create index orders_test_idx on orders (org_id, placed_at desc, id desc) where is_test;
create index orders_external_number_idx on orders (org_id, external_number_key);
create unique index orders_number_key on orders (org_id, number);
call isolate_tenant('orders');

create table order_lines (
    org_id uuid not null,
    order_id uuid not null,
    position integer not null,
    external_id text not null check (char_length(external_id) <= 255),
    sku text check (char_length(sku) <= 255),
    -- Null for a SKU that is longer than any product's.
    sku_key text collate "C" check (char_length(sku_key) <= 100),
    product_ref text check (char_length(product_ref) <= 100),
    product_id uuid,
    -- Whether the SKU waits to be linked to a product.
    waits boolean not null generated always as (product_id is null and sku_key is not null) stored,
    title text not null check (char_length(title) <= 500),
    variant text check (char_length(variant) <= 255),
    quantity numeric(18, 4) not null,
    unit_price numeric(18, 4) not null,
    discount_minor bigint not null,
    tax_minor bigint not null,
    total_minor bigint not null,
    primary key (org_id, order_id, position)
);
-- One index for the SKUs that wait and for the sales of a SKU, which looks in both halves of it.
create index order_lines_sku_idx on order_lines (org_id, waits, sku_key, order_id) where sku_key is not null;
call isolate_tenant('order_lines');

create table order_addresses (
    org_id uuid not null,
    order_id uuid not null,
    -- 'both' where the channel sent the same address twice, as most do.
    kind text not null check (kind in ('billing', 'shipping', 'both')),
    name text check (char_length(name) <= 300),
    phone text check (char_length(phone) <= 60),
    street text check (char_length(street) <= 300),
    number text check (char_length(number) <= 60),
    complement text check (char_length(complement) <= 300),
    district text check (char_length(district) <= 200),
    city text check (char_length(city) <= 120),
    state text check (char_length(state) <= 60),
    postal_code text check (char_length(postal_code) <= 20),
    country text check (char_length(country) <= 2),
    primary key (org_id, order_id, kind)
);
call isolate_tenant('order_addresses');

create table order_payments (
    org_id uuid not null,
    order_id uuid not null,
    position integer not null,
    method text not null check (char_length(method) <= 100),
    title text check (char_length(title) <= 200),
    transaction_id text check (char_length(transaction_id) <= 255),
    amount_minor bigint not null,
    paid_at timestamptz,
    primary key (org_id, order_id, position)
);
call isolate_tenant('order_payments');

create table order_refunds (
    org_id uuid not null,
    order_id uuid not null,
    external_id text not null check (char_length(external_id) <= 255),
    amount_minor bigint not null,
    reason text check (char_length(reason) <= 500),
    primary key (org_id, order_id, external_id)
);
call isolate_tenant('order_refunds');

-- The current verdict on everything a channel ever showed us. "Unchanged" is known by the digest.
create table source_records (
    org_id uuid not null,
    connection_id uuid not null,
    kind text collate "C" not null check (kind in ('order')),
    external_id text collate "C" not null check (char_length(external_id) between 1 and 255),
    verdict text collate "C" not null check (verdict in ('imported', 'skipped', 'failed')),
    reason text check (char_length(reason) <= 60),
    detail text check (char_length(detail) <= 500),
    digest bytea not null check (octet_length(digest) = 16),
    source_version timestamptz,
    order_id uuid,
    -- Where the payload lies: chunk, its day and the place in it. No foreign key: chunks are dropped
    -- by day.
    payload_day date not null,
    payload_chunk uuid not null,
    payload_index integer not null,
    first_seen_at timestamptz not null default now(),
    changed_at timestamptz not null default now(),
    first_run uuid not null,
    last_run uuid not null,
    primary key (org_id, connection_id, kind, external_id)
);
create index source_records_open_idx on source_records (org_id, verdict, changed_at, connection_id, external_id) where verdict <> 'imported';
call isolate_tenant('source_records');

-- The channels' own words: the new and changed payloads of one page, compressed together (a page
-- compresses several times better than its orders one by one).
create table payload_chunks (
    org_id uuid not null,
    day date not null,
    id uuid not null,
    connection_id uuid not null,
    kind text not null check (kind in ('order')),
    -- zstd of the payloads one after the other.
    data bytea not null,
    -- Where each payload ends in the unpacked data.
    ends integer[] not null,
    created_at timestamptz not null default now(),
    primary key (org_id, day, id)
) partition by range (day);
alter table payload_chunks alter column data set storage external;
call isolate_tenant('payload_chunks');

-- What happened, written by the transaction that caused it. The timeline of a sale reads them by
-- subject.
create table domain_events (
    org_id uuid not null,
    subject_id uuid not null,
    at timestamptz not null,
    id uuid not null,
    kind text not null check (char_length(kind) <= 60),
    data jsonb not null default '{}',
    primary key (org_id, subject_id, at, id)
) partition by range (at);
call isolate_tenant('domain_events');

-- Makes the partitions from yesterday to `days_ahead` days from now, and drops payload days older
-- than `keep_payload_days`. Called at start and by the daily housekeeping.
create procedure maintain_partitions(days_ahead integer, keep_payload_days integer)
language plpgsql security definer
set search_path = public, pg_temp
set timezone = 'UTC'
as $$
declare
    day date;
    month date;
    old record;
begin
    if not pg_try_advisory_xact_lock(hashtext('orion maintain_partitions')) then
        return;
    end if;
    for day in select generate_series(current_date - 1, current_date + days_ahead, '1 day')::date loop
        if to_regclass(format('payload_chunks_%s', to_char(day, 'YYYYMMDD'))) is null then
            execute format('create table payload_chunks_%s partition of payload_chunks for values from (%L) to (%L)',
                to_char(day, 'YYYYMMDD'), day, day + 1);
        end if;
    end loop;
    for month in
        select generate_series(date_trunc('month', now() - interval '1 day'),
            date_trunc('month', now() + interval '1 month'), '1 month')::date
    loop
        if to_regclass(format('domain_events_%s', to_char(month, 'YYYYMM'))) is null then
            execute format('create table domain_events_%s partition of domain_events for values from (%L) to (%L)',
                to_char(month, 'YYYYMM'), month, (month + interval '1 month')::date);
        end if;
    end loop;
    for old in
        select c.relname
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'payload_chunks'::regclass
          and c.relname < format('payload_chunks_%s', to_char(current_date - keep_payload_days, 'YYYYMMDD'))
    loop
        execute format('drop table %I', old.relname);
    end loop;
end
$$;
revoke all on procedure maintain_partitions from public;
grant execute on procedure maintain_partitions to orion_system;
