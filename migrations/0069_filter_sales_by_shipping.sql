-- The list of sales in one state of shipping walks this index in the order of the list, from any place of it.
create index orders_fulfilment_idx on orders (org_id, fulfilment_status collate "C", placed_at desc, id desc);

-- One filter names all states of shipping.
update saved_views set query = replace(query, 'ship=waiting', 'fulfilment=to%5Fship')
where area = 'orders' and query ~ '(^|&)ship=waiting(&|$)';
