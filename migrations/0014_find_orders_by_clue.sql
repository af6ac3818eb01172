-- Who asks for an order knows its total, or that a message about it came.
create index orders_total_idx on orders (org_id, total_minor, id);
create index webhook_events_unheard_idx on webhook_events (org_id, received_at desc) where state in ('failed', 'refused');
