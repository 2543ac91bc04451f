-- Conversations that may belong together: a message had a good signal and its sender did not belong there, or one customer
-- wrote twice of one order. People decide; nothing is joined by this. See docs/decisions/0016-threads.md.

create table thread_suggestions (
  workspace_id bigint not null,
  conversation_id uuid not null,
  -- The earlier one.
  target_id uuid not null,
  reason text not null,
  -- What both name: the order's number.
  detail text,
  message_id uuid not null,
  state text not null default 'open',
  at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  primary key (workspace_id, conversation_id, target_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, target_id) references conversations (workspace_id, id) on delete cascade,
  constraint thread_suggestions_reason_check check (reason in ('token', 'message-id', 'reference', 'order', 'forward')),
  constraint thread_suggestions_state_check check (state in ('open', 'joined', 'declined'))
);
create index thread_suggestions_target on thread_suggestions (workspace_id, target_id);
select madoguchi_protect('thread_suggestions');
