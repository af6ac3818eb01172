-- An import of what a correction of the catalogue changed: only cells that differ from what was checked.
alter table catalogue_imports
    add column correction_id uuid,
    -- In which the amounts of the file are.
    add column currency text check (currency ~ '^[A-Z]{3}$'),
    -- Rows that are applied and not taken back.
    add column applied bigint not null default 0,
    add constraint catalogue_imports_correction_fkey
        foreign key (org_id, correction_id) references corrections (org_id, id) on delete cascade;
create index catalogue_imports_correction_idx on catalogue_imports (org_id, correction_id);
