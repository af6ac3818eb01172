-- Counts added up place by place.
create function add_counts(bigint[], bigint[]) returns bigint[]
language sql immutable parallel safe
as $$ select array_agg(coalesce(a, 0) + coalesce(b, 0) order by place) from unnest($1, $2) with ordinality as c (a, b, place) $$;

-- Calls of platforms by connection, operation and hour. A process adds what it counted every few seconds.
create table call_stats (
    org_id uuid not null,
    connection_id uuid not null,
    hour timestamptz not null,
    operation text collate "C" not null check (char_length(operation) <= 40),
    -- How many took how long, and after them how many failed, by class: `domain::view::health::CallFigures`.
    counts bigint[] not null,
    primary key (org_id, connection_id, hour, operation),
    foreign key (org_id, connection_id) references connections (org_id, id) on delete cascade
);
create index call_stats_age_idx on call_stats (hour);
call isolate_tenant('call_stats');

-- Minutes in which a part of the installation was alive, in whichever process.
create table heartbeats (
    part text collate "C" not null check (part in ('web', 'worker')),
    minute timestamptz not null,
    primary key (minute, part)
);
grant select, insert, delete on heartbeats to orion_system;

-- What ended of an organisation's work in a month is counted on a page.
create index jobs_ended_idx on jobs (org_id, finished_at) where state in ('done', 'failed');
