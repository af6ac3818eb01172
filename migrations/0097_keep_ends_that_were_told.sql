-- Until when a consent lasts by what the platform told of it by itself: tokens that are renewed bring an end of their own, which may be
-- far behind it.
alter table connection_tokens add column consent_end_told timestamptz;
