-- What a company may use, and what it uses.

-- The plan of companies that nobody gave one, and the terms under which limits were written last. A process that starts with
-- other terms writes them anew; until one did, nothing is limited.
create table installation_plan (
    is_only boolean primary key default true check (is_only),
    plan text collate "C" not null check (plan in ('free', 'pro', 'business', 'enterprise')),
    validations bigint check (validations >= 0),
    orders bigint check (orders >= 0),
    connections bigint check (connections >= 0),
    members bigint check (members >= 0),
    history_days bigint check (history_days > 0),
    boost smallint not null default 0,
    terms text not null check (char_length(terms) <= 64)
);
insert into installation_plan (plan, terms) values ('enterprise', '');
grant select on installation_plan to orion_app;
grant select, update on installation_plan to orion_system;

create table org_plans (
    org_id uuid primary key references organisations (id) on delete cascade,
    -- What holds: the highest of the installation's, the assigned and the subscribed one.
    plan text collate "C" not null check (plan in ('free', 'pro', 'business', 'enterprise')),
    source text collate "C" not null default 'default' check (source in ('default', 'assigned', 'subscription')),
    -- Null is without limit.
    validations bigint check (validations >= 0),
    orders bigint check (orders >= 0),
    connections bigint check (connections >= 0),
    members bigint check (members >= 0),
    history_days bigint check (history_days > 0),
    boost smallint not null default 0,
    terms text not null default '' check (char_length(terms) <= 64),
    -- Given by the operator of the installation, with limits of its own where the contract names some.
    assigned text collate "C" check (assigned in ('free', 'pro', 'business', 'enterprise')),
    assigned_limits jsonb,
    assigned_until timestamptz,
    assigned_note text check (char_length(assigned_note) <= 200),
    -- Paid for. Until when, where it ends by itself, as a payment that failed gives some days.
    subscribed text collate "C" check (subscribed in ('free', 'pro', 'business', 'enterprise')),
    subscribed_until timestamptz,
    -- Records checked beyond the plan are paid for one by one.
    overage boolean not null default false,
    -- What every page of the company says, by a code, and the moment that it is about.
    notice text collate "C" check (char_length(notice) <= 40),
    notice_at timestamptz,
    changed_at timestamptz not null default now()
);
call isolate_tenant('org_plans');
create index org_plans_due_idx on org_plans (least(assigned_until, subscribed_until))
    where assigned_until is not null or subscribed_until is not null;

create function plan_of_new_organisation() returns trigger
language plpgsql
security definer
set search_path = public, pg_temp
as $$
begin
    insert into org_plans (org_id, plan, validations, orders, connections, members, history_days, boost, terms)
    select new.id, p.plan, p.validations, p.orders, p.connections, p.members, p.history_days, p.boost, p.terms
    from installation_plan p;
    return null;
end
$$;
revoke all on function plan_of_new_organisation from public;
create trigger plan_of_new_organisation after insert on organisations
    for each row execute function plan_of_new_organisation();
insert into org_plans (org_id, plan)
select o.id, p.plan from organisations o, installation_plan p;

alter table usage_entries drop constraint usage_entries_meter_check;
alter table usage_entries add constraint usage_entries_meter_check check (meter in ('validations', 'orders'));
-- The newest first.
create index usage_entries_at_idx on usage_entries (org_id, at desc, key);

-- The entries of a month added up, in their transactions; `reserved` is for work that goes on, and not entered yet.
create table usage_months (
    org_id uuid not null references organisations (id) on delete cascade,
    meter text collate "C" not null check (meter in ('validations', 'orders')),
    month date not null,
    used bigint not null default 0 check (used >= 0),
    reserved bigint not null default 0 check (reserved >= 0),
    primary key (org_id, meter, month)
);
call isolate_tenant('usage_months');
insert into usage_months (org_id, meter, month, used)
select org_id, meter, month, sum(quantity) from usage_entries group by 1, 2, 3;

-- What a run of a check holds of its month until it is known what it counts.
alter table validation_runs add column reserved_month date;

-- Takes `more` of a meter's month and enters it, unless the plan includes less: then null. An entry that is here already is
-- not taken again. Tells how much is used then. `held` of what was reserved becomes free.
create function take_usage(
    of_org uuid, of_meter text, of_month date, more bigint, held bigint, entry text, of_cause text, of_cause_id uuid
)
returns bigint
language plpgsql
set plan_cache_mode = 'force_generic_plan'
set search_path = public, pg_temp
as $$
declare
    counted bigint;
    others bigint;
    most bigint;
begin
    insert into usage_months (org_id, meter, month) values (of_org, of_meter, of_month) on conflict do nothing;
    -- Whoever takes of the same month waits here.
    select m.used, m.reserved - held into counted, others from usage_months m
    where m.org_id = of_org and m.meter = of_meter and m.month = of_month for update;
    if more > 0 and exists (
        select from usage_entries e where e.org_id = of_org and e.meter = of_meter and e.key = entry
    ) then
        more := 0;
    end if;
    select case of_meter when 'orders' then p.orders when 'validations' then case when not p.overage then p.validations end end
    into most from org_plans p where p.org_id = of_org;
    if more > 0 and counted + others + more > most then
        return null;
    end if;
    if more > 0 then
        insert into usage_entries (org_id, meter, key, month, quantity, cause, cause_id)
        values (of_org, of_meter, entry, of_month, more, of_cause, of_cause_id);
    end if;
    update usage_months m set used = m.used + more, reserved = greatest(m.reserved - held, 0)
    where m.org_id = of_org and m.meter = of_meter and m.month = of_month;
    return counted + more;
end
$$;
revoke execute on function take_usage from public;
grant execute on function take_usage to orion_app, orion_system;

-- Takes a block of visible sale numbers for new orders, and with it the organisation's lock; of these orders `metered` are
-- entered as used. Where the plan includes fewer, none is taken, and `room` tells how many it still includes.
create function take_sales(of_org uuid, many bigint, metered bigint, of_month date, entry text, of_run uuid)
returns table (first_number bigint, catalogue bigint, room bigint)
language plpgsql
set plan_cache_mode = 'force_generic_plan'
set search_path = public, pg_temp
as $$
begin
    update organisations o set next_sale_number = o.next_sale_number + many where o.id = of_org
    returning o.next_sale_number - many, o.catalogue_version into first_number, catalogue;
    if metered > 0 and take_usage(of_org, 'orders', of_month, metered, 0, entry, 'run', of_run) is null then
        select greatest(p.orders - m.used, 0) into room from org_plans p
        join usage_months m on m.org_id = of_org and m.meter = 'orders' and m.month = of_month
        where p.org_id = of_org;
    end if;
    return next;
end
$$;
revoke execute on function take_sales from public;
grant execute on function take_sales to orion_app, orion_system;

-- Stopped because the plan includes fewer connections; it holds no place then.
alter table connections add column parked_at timestamptz;
-- What it was before, for when it has a place again.
alter table connections add column parked_from text collate "C" check (parked_from in ('connected', 'error', 'needs_reauth', 'paused'));
-- Orders that wait for room in the plan, the oldest first.
create index source_records_parked_idx on source_records (org_id, connection_id, external_id)
    where verdict = 'skipped' and reason = 'plan_limit';

-- Written by themselves, as soon as there is room.
alter table replays drop constraint replays_scope_check;
alter table replays add constraint replays_scope_check
    check (scope in ('order', 'record', 'run', 'range', 'filter', 'parked'));

-- A check that is over, however it ended, holds nothing of its month.
create function release_of_run() returns trigger
language plpgsql
set search_path = public, pg_temp
as $$
begin
    update usage_months set reserved = greatest(reserved - 1, 0)
    where org_id = old.org_id and meter = 'validations' and month = old.reserved_month;
    if tg_op = 'UPDATE' then
        new.reserved_month := null;
        return new;
    end if;
    return old;
end
$$;
create trigger release_of_ended_run before update on validation_runs for each row
    when (old.reserved_month is not null and new.reserved_month is not null and new.state not in ('waiting', 'running'))
    execute function release_of_run();
create trigger release_of_removed_run before delete on validation_runs for each row
    when (old.reserved_month is not null) execute function release_of_run();
