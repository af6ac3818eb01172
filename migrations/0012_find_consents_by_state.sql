-- A shop that hands over a key names the request and no organisation.
create unique index consent_requests_state_hash_key on consent_requests (state_hash);
drop index consent_requests_state_key;
