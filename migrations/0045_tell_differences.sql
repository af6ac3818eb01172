-- What the entries of a month add up to where that is not what is used, as the daily comparison found it.
alter table usage_months
    add column entered bigint check (entered >= 0),
    -- What was used in that moment.
    add column compared bigint check (compared >= 0),
    add constraint usage_months_compared check ((entered is null) = (compared is null));
create index usage_months_differ_idx on usage_months (org_id, meter, month) where entered is not null;
