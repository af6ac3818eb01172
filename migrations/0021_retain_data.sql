-- For how long a company keeps what need not be kept for ever. Without a row it is as long as the installation does.
create table retention_choices (
    org_id uuid not null references organisations (id) on delete cascade,
    kind text collate "C" not null check (kind in ('payloads', 'events', 'story', 'runs')),
    days integer not null check (days between 1 and 3650),
    chosen_by uuid references users (id) on delete set null,
    chosen_at timestamptz not null default now(),
    primary key (org_id, kind)
);
call isolate_tenant('retention_choices');

-- What takes space, as it was last measured: pages count nothing.
create table storage_use (
    org_id uuid not null,
    kind text collate "C" not null check (char_length(kind) <= 40),
    items bigint not null,
    bytes bigint not null,
    -- No day where no index tells it.
    oldest date,
    measured_at timestamptz not null,
    primary key (org_id, kind)
);
call isolate_tenant('storage_use');

-- Runs of events end after some weeks; one comes every few seconds while a shop is busy.
create index sync_runs_events_idx on sync_runs (org_id, created_at) where kind = 'webhook';

-- Measures these tables for all organisations: the space that each takes on the disk, with its indexes, is shared
-- among them by rows, and by bytes where one row is a thousand times another. Of a kind one table `counts`: its rows
-- are what people count. `days` are columns with an index behind org_id, in which the oldest row is looked up;
-- of partitions it is the first day of the oldest.
create procedure measure_storage(tables text[], kinds text[], counts boolean[], days text[])
language plpgsql security definer
set search_path = public, pg_temp
set timezone = 'UTC'
as $$
declare
    measured record;
    leaf record;
    weight text;
    oldest text;
begin
    if not pg_try_advisory_xact_lock(hashtext('orion measure_storage')) then
        return;
    end if;
    delete from storage_use;
    for measured in select t.* from unnest(tables, kinds, counts, days) as t (name, kind, counts, day) loop
        for leaf in
            select c.oid, c.relname, c.relispartition as is_part, pg_total_relation_size(c.oid) as size
            from pg_class c
            where c.relkind = 'r' and (c.oid = to_regclass(measured.name)
                or c.oid in (select relid from pg_partition_tree(to_regclass(measured.name)) where isleaf))
        loop
            weight := case measured.name when 'payload_chunks' then 'sum(octet_length(data))' else 'count(*)' end;
            oldest := case
                when leaf.is_part then format('%L::date', rpad(substring(leaf.relname from '[0-9]+$'), 8, '01'))
                when measured.day is null then 'null::date'
                else format('(select min(o.%1$I)::date from %2$s o where o.org_id = n.org_id)', measured.day, leaf.oid::regclass)
            end;
            execute format(
                'with n as (select org_id, count(*) as items, %1$s as weight from %2$s group by org_id)
                 insert into storage_use as u (org_id, kind, items, bytes, oldest, measured_at)
                 select n.org_id, $1, case when $2 then n.items else 0 end,
                        coalesce(round($3 * n.weight / nullif(sum(n.weight) over (), 0)), 0)::bigint,
                        case when $2 then %3$s end, now()
                 from n
                 on conflict (org_id, kind) do update set
                     items = u.items + excluded.items,
                     bytes = u.bytes + excluded.bytes,
                     oldest = least(u.oldest, excluded.oldest)',
                weight, leaf.oid::regclass, oldest)
            using measured.kind, measured.counts, leaf.size;
        end loop;
    end loop;
end
$$;
revoke all on procedure measure_storage from public;
grant execute on procedure measure_storage to orion_system;

-- Drops the months of stories that ended more than `keep_days` ago.
create procedure drop_old_stories(keep_days integer)
language plpgsql security definer
set search_path = public, pg_temp
set timezone = 'UTC'
as $$
declare
    old record;
begin
    if not pg_try_advisory_xact_lock(hashtext('orion maintain_partitions')) then
        return;
    end if;
    for old in
        select c.relname
        from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'domain_events'::regclass
          and c.relname < format('domain_events_%s', to_char(now() - make_interval(days => keep_days), 'YYYYMM'))
    loop
        execute format('drop table %I', old.relname);
    end loop;
end
$$;
revoke all on procedure drop_old_stories from public;
grant execute on procedure drop_old_stories to orion_system;
