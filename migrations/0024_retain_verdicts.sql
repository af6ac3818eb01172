alter table retention_choices drop constraint retention_choices_kind_check;
alter table retention_choices add constraint retention_choices_kind_check
    check (kind in ('payloads', 'events', 'story', 'verdicts', 'runs'));

-- Removes verdicts of the organisation between two moments, some at a time: the only way, and not for young ones.
create function remove_verdicts(first timestamptz, until timestamptz, most integer)
returns bigint
language plpgsql security definer
set search_path = public, pg_temp
as $$
declare
    org constant uuid := current_org();
    removed bigint;
begin
    if until > now() - interval '30 days' then
        raise insufficient_privilege using message = 'verdicts of the last 30 days stay';
    end if;
    delete from order_verdicts where org_id = org and at >= first and at < until
      and ctid = any(array(
          select ctid from order_verdicts where org_id = org and at >= first and at < until limit most));
    get diagnostics removed = row_count;
    return removed;
end
$$;
revoke all on function remove_verdicts from public;
grant execute on function remove_verdicts to orion_app;
