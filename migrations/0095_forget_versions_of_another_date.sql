-- Versions of Mercado Livre's orders were of the date that its lists are asked by. They are of the order's own now, which may be earlier:
-- beside those, what comes would seem older than what is here.
update source_records r set source_version = null
from connections c
where c.org_id = r.org_id and c.id = r.connection_id and c.platform = 'mercadolivre' and r.kind = 'order'
  and r.source_version is not null;
