-- Lists of a company's own that its rules look values up in. The entries are in a file, one a line.
create table rule_lists (
    org_id uuid not null references organisations (id) on delete cascade,
    id uuid not null,
    -- As rules name it.
    name text collate "C" not null check (name ~ '^[a-z][a-z0-9_]{0,59}$'),
    file_id uuid not null,
    entries bigint not null check (entries > 0),
    created_by uuid references users (id) on delete set null,
    created_at timestamptz not null default now(),
    changed_by uuid references users (id) on delete set null,
    updated_at timestamptz not null default now(),
    primary key (org_id, id),
    foreign key (org_id, file_id) references files (org_id, id),
    constraint rule_lists_name_key unique (org_id, name)
);
create index rule_lists_file_idx on rule_lists (org_id, file_id);
call isolate_tenant('rule_lists');
