-- Which message of a hook is the next one.
create index alert_messages_hook_idx on alert_messages (org_id, hook_id, due_at, id) where state = 'waiting' and hook_id is not null;
