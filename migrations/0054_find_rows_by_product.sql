-- Whether a later import stands on one is looked up by the products that it changed.
create index catalogue_import_rows_product_idx on catalogue_import_rows (org_id, product_id) where product_id is not null;
