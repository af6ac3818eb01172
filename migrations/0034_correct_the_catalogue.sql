-- An import of what a correction of the catalogue changed: only cells that differ from what was checked.
alter table catalogue_imports
    add column correction_id uuid,
    add constraint catalogue_imports_correction_fkey
        foreign key (org_id, correction_id) references corrections (org_id, id) on delete cascade;
create index catalogue_imports_correction_idx on catalogue_imports (org_id, correction_id);
