-- When a member last was in the company: their sessions end, and go on to other companies.
alter table memberships add column last_seen_at timestamptz;

update memberships m set last_seen_at = seen.at
from (select org_id, user_id, max(last_seen_at) as at from sessions group by org_id, user_id) seen
where m.org_id = seen.org_id and m.user_id = seen.user_id;
