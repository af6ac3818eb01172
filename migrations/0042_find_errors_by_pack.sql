-- In which products a check found errors, by pack: all of them, however many findings are kept.
create table validation_run_packs (
    org_id uuid not null,
    run_id uuid not null,
    pack text not null check (char_length(pack) between 1 and 60),
    error_rows bigint not null check (error_rows > 0),
    -- A bit for each record: the lowest one of the first byte is the first record.
    rows bytea not null,
    primary key (org_id, run_id, pack),
    foreign key (org_id, run_id) references validation_runs (org_id, id) on delete cascade
);
call isolate_tenant('validation_run_packs');

-- Products with an error. Null of checks that did not count them.
alter table validation_runs add column error_rows bigint;

-- Records of which the check said that they have errors, and whether they were asked for nevertheless.
alter table catalogue_imports
    add column faulty_creates bigint not null default 0,
    add column faulty_updates bigint not null default 0,
    add column takes_faulty boolean not null default false,
    -- Columns that no product has a place for, and how many cells of each field cannot be taken.
    add column left_out jsonb not null default '{}';
alter table catalogue_import_rows add column has_errors boolean not null default false;
create index catalogue_import_rows_errors_idx on catalogue_import_rows (org_id, import_id, row) where has_errors;
