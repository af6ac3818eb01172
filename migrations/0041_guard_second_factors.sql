-- Whoever has a second factor proves it again to change it, and whoever has none can take one back that somebody else took into use.

alter table sessions
    -- Until when one change of how the person proves who they are is taken without a code: a passkey confirmed it.
    add column confirmed_until timestamptz,
    -- Codes for the loss of an app on their way to the page that shows them once: sealed by the vault, under the hash of a token that
    -- only the address of this page has.
    add column codes_sealed text check (char_length(codes_sealed) <= 2000),
    add column codes_token bytea check (octet_length(codes_token) = 32),
    add column codes_until timestamptz,
    add constraint sessions_codes_check check (
        (codes_sealed is null) = (codes_token is null) and (codes_sealed is null) = (codes_until is null));

-- The link by which a person says that a second factor is not theirs: it goes, with all that were taken into use since.
alter table account_tokens drop constraint account_tokens_kind_check, drop constraint account_tokens_check1;
alter table account_tokens
    add column since timestamptz,
    add constraint account_tokens_kind_check
        check (kind in ('invitation', 'password_reset', 'email_new', 'email_old', 'disown')),
    add constraint account_tokens_has_user check ((kind in ('password_reset', 'disown')) = (user_id is not null)),
    add constraint account_tokens_has_since check ((kind = 'disown') = (since is not null));
