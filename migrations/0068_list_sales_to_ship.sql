-- The list of sales that somebody has to ship walks its index in the order of the list, from any place of it.
drop index orders_to_ship_idx;
create index orders_to_ship_idx on orders (org_id, placed_at desc, id desc)
    where status = 'open' and payment_status in ('paid', 'partially_refunded')
        and fulfilment_status in ('unfulfilled', 'partial') and not is_test;
