-- Lists of runs of one state: all but those that went well are few.
create index sync_runs_state_idx on sync_runs (org_id, state, created_at desc, id desc) where state <> 'completed';
