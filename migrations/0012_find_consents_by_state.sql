-- A shop that hands over a key names the request and no organisation.
create index consent_requests_state_idx on consent_requests (state_hash);
