-- The sales of a filter are mapped again too: one replay for each connection that has some, with the records that it is of.
alter table replays drop constraint replays_scope_check;
alter table replays add constraint replays_scope_check check (scope in ('order', 'record', 'run', 'range', 'filter'));
-- What the replays of one filter have in common, and how the list of sales names the filter.
alter table replays add column selection_id uuid;
alter table replays add column selection_address text check (char_length(selection_address) <= 4000);
alter table replays add constraint replays_selection_check
    check ((scope = 'filter') = (selection_id is not null and selection_address is not null));
create index replays_selection_idx on replays (org_id, selection_id) where selection_id is not null;

create table replay_picks (
    org_id uuid not null,
    replay_id uuid not null,
    external_id text collate "C" not null check (char_length(external_id) between 1 and 255),
    primary key (org_id, replay_id, external_id),
    foreign key (org_id, replay_id) references replays (org_id, id) on delete cascade
);
call isolate_tenant('replay_picks');

-- Who ended the looking at a bulk action before its end.
alter table action_plans add column cancelled_by uuid references users (id) on delete set null;
alter table action_plans add column cancelled_at timestamptz;

-- Runs that read single orders, while they are open: those whose worker is gone are ended.
create index sync_runs_beside_idx on sync_runs (created_at)
    where state in ('waiting', 'running') and kind in ('webhook', 'check');

-- How many events of an hour were accepted, once that hour is over: their share that was processed is measured by it.
create table event_hours (
    org_id uuid not null references organisations (id) on delete cascade,
    hour timestamptz not null,
    accepted bigint not null check (accepted > 0),
    primary key (org_id, hour)
);
create index event_hours_age_idx on event_hours (hour);
call isolate_tenant('event_hours');
