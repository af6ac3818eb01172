-- Companies whose zone or currency somebody set keep them when their first shop is connected.
insert into first_steps (org_id, step, choice)
select distinct l.org_id, 'region', 'done' from audit_log l
where l.action = 'organisation.changed' and (l.data -> 'to' ? 'currency' or l.data -> 'to' ? 'time_zone')
on conflict (org_id, step) do update set choice = 'done';
