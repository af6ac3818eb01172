-- Whose turn it is to call an account, among all processes: when the next call may go out. Nothing is lost with it.
create unlogged table account_turns (
    -- Platform, environment and the platform's id of the account.
    account text collate "C" primary key check (char_length(account) <= 330),
    next_at timestamptz not null
);
grant select, insert, update, delete on account_turns to orion_system;
