-- One number says who comes first, so that an index gives what waits in its order. See docs/decisions/0033-presence-and-routing.md.
-- loses: queued.urgent
-- loses: queued.priority
drop index queued_order;
-- 0 to 3: urgent, by priority; 4 to 7: the others.
alter table queued add column rank smallint;
update queued set rank = case when urgent then 0 else 4 end + 3 - priority;
alter table queued alter column rank set not null;
alter table queued drop column urgent;
alter table queued drop column priority;
create index queued_order on queued (workspace_id, rank, since, conversation_id);
create index queued_queue on queued (workspace_id, queue_id, rank, since, conversation_id);
