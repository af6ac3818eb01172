-- What a replay showed of a record, as a sum of the whole difference: what would become something else is left alone.
alter table replay_items add column difference bytea check (octet_length(difference) = 16);

-- One record too, sale or not, by the channel's key.
alter table replays drop constraint replays_scope_check;
alter table replays add constraint replays_scope_check check (scope in ('order', 'record', 'run', 'range'));
alter table replays add column scope_key text collate "C" check (char_length(scope_key) between 1 and 255);

-- As before, but that a day of events stays while one of them waits: it was accepted, and ends with a verdict.
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
            waits := false;
            if parent = 'webhook_events' then
                execute format('select exists (select from %I where state = ''waiting'')', old.relname) into waits;
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
