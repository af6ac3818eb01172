-- The history is read by person, and offers everybody who did something, also who left.
create index audit_log_actor_idx on audit_log (org_id, actor_id, at desc, id desc);
