alter table saved_views drop constraint saved_views_area_check;
alter table saved_views add constraint saved_views_area_check
    check (area in ('analytics', 'customers', 'orders', 'products', 'runs'));
