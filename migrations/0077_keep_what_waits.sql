-- The payloads of orders that wait for room in the plan, by where they lie: they are kept as long as one of these waits.
create index source_records_awaited_idx on source_records (payload_day, payload_chunk)
    where verdict = 'skipped' and reason = 'plan_limit';

-- As before, but that an old day of payloads stays as long as one of its pages holds an order which waits for room in a plan.
create or replace procedure maintain_partitions(
    days_ahead integer, keep_payload_days integer, keep_verdict_days integer
)
language plpgsql security definer
set search_path = public, pg_temp
set timezone = 'UTC'
as $$
declare
    day date;
    month date;
    parent text;
    old record;
    waits boolean;
    awaited constant text := 'exists (
        select from source_records r
        where r.org_id = p.org_id and r.payload_day = p.day and r.payload_chunk = p.id
          and r.verdict = ''skipped'' and r.reason = ''plan_limit'')';
begin
    if not pg_try_advisory_xact_lock(hashtext('orion maintain_partitions')) then
        return;
    end if;
    foreach parent in array array['payload_chunks', 'webhook_events'] loop
        for day in select generate_series(current_date - 1, current_date + days_ahead, '1 day')::date loop
            if to_regclass(format('%s_%s', parent, to_char(day, 'YYYYMMDD'))) is null then
                execute format('create table %s_%s partition of %s for values from (%L) to (%L)',
                    parent, to_char(day, 'YYYYMMDD'), parent, day, day + 1);
            end if;
        end loop;
        for old in
            select c.relname
            from pg_inherits i join pg_class c on c.oid = i.inhrelid
            where i.inhparent = parent::regclass
              and c.relname < format('%s_%s', parent, to_char(current_date - keep_payload_days, 'YYYYMMDD'))
        loop
            if parent = 'webhook_events' then
                execute format('select exists (select from %I where state = ''waiting'')', old.relname) into waits;
            else
                execute format('select exists (select from %I p where %s)', old.relname, awaited) into waits;
            end if;
            if not waits then
                execute format('drop table %I', old.relname);
            end if;
        end loop;
    end loop;
    foreach parent in array array['domain_events', 'order_verdicts'] loop
        for month in
            select generate_series(date_trunc('month', now() - interval '1 day'),
                date_trunc('month', now() + interval '1 month'), '1 month')::date
        loop
            if to_regclass(format('%s_%s', parent, to_char(month, 'YYYYMM'))) is null then
                execute format('create table %s_%s partition of %s for values from (%L) to (%L)',
                    parent, to_char(month, 'YYYYMM'), parent, month, (month + interval '1 month')::date);
            end if;
        end loop;
    end loop;
    for old in
        select c.relname
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'order_verdicts'::regclass
          and c.relname < format('order_verdicts_%s', to_char(current_date - keep_verdict_days, 'YYYYMM'))
    loop
        execute format('drop table %I', old.relname);
    end loop;
end
$$;

-- Removes at most so many pages that nobody waits for from days which are older than payloads are kept, and tells how many: apart from
-- the procedure, as that holds up whoever reads or writes payloads.
create function forget_old_payloads(keep_payload_days integer, most integer)
returns bigint
language plpgsql security definer
set search_path = public, pg_temp
set timezone = 'UTC'
as $$
declare
    old record;
    gone bigint;
begin
    for old in
        select c.relname
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'payload_chunks'::regclass
          and c.relname < format('payload_chunks_%s', to_char(current_date - keep_payload_days, 'YYYYMMDD'))
        order by c.relname
    loop
        execute format('delete from %1$I where ctid = any (array(
            select p.ctid from %1$I p
            where not exists (
                select from source_records r
                where r.org_id = p.org_id and r.payload_day = p.day and r.payload_chunk = p.id
                  and r.verdict = ''skipped'' and r.reason = ''plan_limit'')
            limit %2$s))', old.relname, most);
        get diagnostics gone = row_count;
        if gone > 0 then
            return gone;
        end if;
    end loop;
    return 0;
end
$$;
revoke all on function forget_old_payloads from public;
grant execute on function forget_old_payloads to orion_system;

-- More than once in an hour what goes beyond is noted where nobody pays for it from then on.
alter table billing_usage_reports add column seq integer not null default 1 check (seq > 0);
alter table billing_usage_reports drop constraint billing_usage_reports_pkey;
alter table billing_usage_reports add primary key (org_id, month, hour, seq);
