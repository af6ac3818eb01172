-- Steps that were put away all at once are none that somebody skipped one by one.
alter table first_steps drop constraint first_steps_choice_check;
alter table first_steps add constraint first_steps_choice_check check (choice in ('done', 'skipped', 'hidden'));

update first_steps set choice = 'hidden'
where org_id in (select org_id from first_steps where choice = 'skipped' group by org_id having count(*) = 4);
