-- What lies in a warehouse of the channel, which ships it by itself, is nothing that anybody here has to ship.
alter table orders drop constraint orders_fulfilment_status_check;
alter table orders add constraint orders_fulfilment_status_check
    check (fulfilment_status in ('unfulfilled', 'partial', 'fulfilled', 'not_required', 'by_channel', 'on_hold', 'returned', 'unknown'));
-- What hours add up does not change by this.
alter table orders disable trigger roll_out_updated;
alter table orders disable trigger roll_in_updated;
update orders o set fulfilment_status = 'by_channel'
from connections c
where c.org_id = o.org_id and c.id = o.connection_id and c.platform = 'mercadolivre'
  and o.fulfilment_status = 'unfulfilled' and 'fulfillment' = any (o.tags);
alter table orders enable trigger roll_out_updated;
alter table orders enable trigger roll_in_updated;
