-- Answers that a second person looks at before they leave. See docs/decisions/0023-before-sending.md.

alter table messages drop constraint messages_receipt_check;
alter table messages add constraint messages_receipt_check
  check (receipt in ('awaiting', 'scheduled', 'queued', 'held', 'sending', 'sent', 'delivered', 'read', 'failed', 'bounced', 'uncertain', 'cancelled')) not valid;
alter table messages validate constraint messages_receipt_check;

create table approvals (
  workspace_id bigint not null,
  message_id uuid not null,
  state text not null default 'waiting',
  asked_at timestamptz not null,
  -- When it is to leave at the earliest, and what becomes of the conversation with it.
  send_at timestamptz,
  then_status text,
  decided_at timestamptz,
  decided_by uuid,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade,
  constraint approvals_state_check check (state in ('waiting', 'approved', 'declined', 'withdrawn'))
);
create index approvals_waiting on approvals (workspace_id, message_id) where state = 'waiting';
select madoguchi_protect('approvals');
