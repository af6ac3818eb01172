-- Lists show runs of one kind, or all but those of events, which are most of them. The index by kind also finds runs of
-- events whose days are over.
create index sync_runs_kind_idx on sync_runs (org_id, kind, created_at desc, id desc);
drop index sync_runs_events_idx;
create index sync_runs_listed_idx on sync_runs (org_id, created_at desc, id desc) where kind <> 'webhook';
