-- The channel's key of the purchase that it split into this order and others.
alter table orders add column purchase text collate "C" check (char_length(purchase) <= 100);
-- Finds the orders of a purchase, and a purchase by the beginning of its key.
create index orders_purchase_idx on orders (org_id, purchase, connection_id) where purchase is not null;

-- The whole address as the channel writes it, where it does so in one text.
alter table order_addresses add column full_text text check (char_length(full_text) <= 600);

-- What the channel keeps of an order, and who pays for freight and discounts. A hot import table without
-- foreign keys.
create table order_ledger (
    org_id uuid not null,
    order_id uuid not null,
    position integer not null,
    kind text not null check (kind in ('commission', 'fee', 'freight_buyer', 'freight_seller', 'freight_channel', 'discount_seller', 'discount_channel', 'tax')),
    -- In the order's currency; negative where it takes an earlier entry back.
    amount_minor bigint not null,
    label text check (char_length(label) <= 200),
    primary key (org_id, order_id, position)
);
call isolate_tenant('order_ledger');
