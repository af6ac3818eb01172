-- A plan that was made while a company's tables were small is kept by the connection until they are analysed, and the first
-- import fills them within seconds: then each of its sales would have all lines looked through. With a setting of its own the
-- function is planned whenever it is called, and by key.
alter function products_sold set enable_seqscan = off;
alter function mark_linked_lines set enable_seqscan = off;
