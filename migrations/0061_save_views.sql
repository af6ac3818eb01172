-- What somebody looks at again: the query of a page's address, by a name. A person's own.
create table saved_views (
    org_id uuid not null,
    id uuid not null,
    user_id uuid not null,
    -- The page that it is of.
    area text collate "C" not null check (area in ('analytics', 'orders')),
    name text not null check (char_length(name) between 1 and 60),
    -- Without a leading '?'.
    query text not null check (char_length(query) <= 2000),
    created_at timestamptz not null default now(),
    primary key (org_id, id),
    foreign key (org_id, user_id) references memberships (org_id, user_id) on delete cascade,
    constraint saved_views_name unique (org_id, user_id, area, name)
);
call isolate_tenant('saved_views');
