-- Accounts that bring no orders, such as those that hold spreadsheets: no run, no check and no list of sales knows them.
alter table connections add column brings_orders boolean not null default true;
