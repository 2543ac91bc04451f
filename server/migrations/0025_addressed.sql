-- The name that stands on a conversation was looked up through two subqueries a row; now it is kept where it differs.

alter table conversations add column addressed text;

update conversations c set addressed = coalesce((
  select r ->> 'value' from messages m, jsonb_array_elements(m.recipients) as r
  where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.kind = 'outbound' and r ->> 'role' = 'to'
  order by m.id limit 1), '')
where c.opened_by = 'agent' and not exists (
  select from customer_inboxes k
  where k.workspace_id = c.workspace_id and k.customer_id = c.customer_id and k.inbox_id = c.inbox_id);

create index conversations_addressed on conversations (workspace_id, customer_id) where addressed is not null;
