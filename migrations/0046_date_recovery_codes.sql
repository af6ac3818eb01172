-- When codes were made, so that those of a stranger go with the second factor that they took into use.
alter table recovery_codes add column made_at timestamptz not null default now();
