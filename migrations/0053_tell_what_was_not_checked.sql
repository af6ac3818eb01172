-- Codes of the fields that a rule asks for which was not used, and that the sheet does not have.
alter table validation_run_rules add column lacks jsonb not null default '[]';

-- What was strange in the rows and did not hinder reading them: its code, how often, and the first lines.
alter table validation_runs add column notes jsonb not null default '[]';
