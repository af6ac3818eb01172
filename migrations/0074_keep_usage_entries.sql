-- What was used is entered and read, never changed: bills rest on it. Entries go with their company alone, by the reference to it, which
-- Postgres follows as the owner of the table; runs, orders and files that caused them leave them behind.
revoke update, delete on usage_entries from orion_app, orion_system;
