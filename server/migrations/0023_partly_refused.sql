-- Addresses that have a message although others on it refused theirs: it is never sent to them again.

alter table deliveries add column accepted text[] not null default '{}';
