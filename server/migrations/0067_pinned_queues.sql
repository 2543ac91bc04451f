-- Somebody, or a rule, put a conversation into a queue: it stays there, whichever queue would fit.

alter table queued add column pinned boolean not null default false;
