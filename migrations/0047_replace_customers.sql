-- A customer that somebody deletes at Stripe is replaced by another one when the company subscribes again.
alter table billing_customers
    -- Since when Stripe has it no more; it is kept until then, so that what is still told of it finds its company.
    add column gone_at timestamptz,
    -- Which one of the company it is: another one is asked for under another key.
    add column generation integer not null default 1 check (generation > 0);
