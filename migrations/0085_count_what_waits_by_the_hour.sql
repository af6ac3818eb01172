-- Orders that wait until the plan has room, which are counted apart from those that were left out.
alter table completeness_hours add column waiting integer not null default 0;

-- Hours that counted them among those are checked again: an order that waits was placed a month before it came at most.
update completeness_checks k set again_from = least(k.again_from, w.since), again_at = now(), due_at = now()
from (
    select org_id, connection_id,
        date_trunc('hour', greatest(min(first_seen_at) - interval '31 days', now() - interval '90 days')) as since
    from source_records where verdict = 'skipped' and reason = 'plan_limit' group by 1, 2
) w
where k.org_id = w.org_id and k.connection_id = w.connection_id;
