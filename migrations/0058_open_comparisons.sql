-- Which check a check is compared with. It may be gone by now.
alter table validation_runs add column compared_with uuid;
-- Rules that only one of the two held the rows to: what they found is in no comparison.
alter table validation_runs add column uncompared_rules integer;
create index validation_runs_compared_idx on validation_runs (org_id, compared_with) where compared_with is not null;

-- The check before held the rows to this rule, too.
alter table validation_run_rules add column is_compared boolean not null default false;

-- The check before did not find it; the check after did not find it any more.
alter table validation_findings add column is_new boolean not null default false;
alter table validation_findings add column is_solved boolean not null default false;
create index validation_findings_new_idx on validation_findings (org_id, run_id, row, rule, field) where is_new;
create index validation_findings_solved_idx on validation_findings (org_id, run_id, row, rule, field) where is_solved;
