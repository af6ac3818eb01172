-- What a new company said of the steps that set it up, where nothing else tells. That it has a channel, read it once,
-- and consists of several people, is looked up in what there is of these.
create table first_steps (
    org_id uuid not null references organisations (id) on delete cascade,
    step text collate "C" not null check (step in ('region', 'channel', 'sync', 'team')),
    choice text collate "C" not null check (choice in ('done', 'skipped')),
    primary key (org_id, step)
);
call isolate_tenant('first_steps');

-- Companies that are there already are at work.
insert into first_steps (org_id, step, choice)
select id, step, 'skipped' from organisations cross join unnest(array['region', 'channel', 'sync', 'team']) as step;
