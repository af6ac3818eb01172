-- When it was first shown that the person of an account reads its address: by the link of an e-mail to it, by Google, or by the operator
-- who made the account. Until then whoever signed up may be somebody else.
alter table users add column email_proven_at timestamptz;

-- Of accounts from before, as far as it is known.
update users u set email_proven_at = now()
where exists (select from invitations i where i.accepted_by = u.id and i.email = u.email)
   -- Made together with the account, whose address Google had verified.
   or exists (select from user_identities i where i.user_id = u.id and i.created_at = u.created_at)
   or exists (select from audit_log l where l.action in ('password.reset', 'email.changed') and l.subject_id = u.id);
