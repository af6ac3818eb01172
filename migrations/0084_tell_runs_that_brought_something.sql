-- Whether a run brought orders that are new or that changed. Of those that lists show, few did.
alter table sync_runs add column brought boolean not null generated always as (created > 0 or updated > 0) stored;
create index sync_runs_brought_idx on sync_runs (org_id, created_at desc, id desc) where brought and kind <> 'webhook';
