-- Findings of the rule that are listed: fewer than were found where there were too many. None of a check that is not over, or of one
-- from before that was counted.
alter table validation_run_rules add column kept bigint;
update validation_run_rules r set kept = r.found from validation_runs v
where v.org_id = r.org_id and v.id = r.run_id and v.state = 'completed' and not v.is_cut;
