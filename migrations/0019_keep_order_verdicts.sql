-- What each stage came to about an order of a channel, in the order in which it did: the history of the verdict
-- that `source_records` holds. Written by the transaction that causes it, never changed.
create table order_verdicts (
    org_id uuid not null,
    connection_id uuid not null,
    external_id text collate "C" not null check (char_length(external_id) between 1 and 255),
    -- By the clock and not by the transaction: who waits for another to write the same order comes after it.
    at timestamptz not null default clock_timestamp(),
    id uuid not null default gen_random_uuid(),
    code text collate "C" not null check (char_length(code) <= 20),
    reason text check (char_length(reason) <= 60),
    detail text check (char_length(detail) <= 500),
    -- What it came from: a kind of run with its id, an event, a person, or a check that wrote no order.
    cause text collate "C" not null check (char_length(cause) <= 20),
    cause_id uuid,
    primary key (org_id, connection_id, external_id, at, id)
) partition by range (at);
call isolate_tenant('order_verdicts');
revoke update, delete on order_verdicts from orion_app, orion_system;

-- Months of verdicts are made as months of the story are, and dropped when their last day is old enough.
drop procedure maintain_partitions(integer, integer);
create procedure maintain_partitions(days_ahead integer, keep_payload_days integer, keep_verdict_days integer)
language plpgsql security definer
set search_path = public, pg_temp
set timezone = 'UTC'
as $$
declare
    day date;
    month date;
    parent text;
    old record;
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
            execute format('drop table %I', old.relname);
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
revoke all on procedure maintain_partitions from public;
grant execute on procedure maintain_partitions to orion_system;
