-- What goes out: one delivery for each outbound message, one row for each attempt.

create table deliveries (
  workspace_id bigint not null,
  message_id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  state text not null check (state in ('waiting', 'held', 'sending', 'done', 'failed', 'uncertain', 'cancelled')),
  attempts integer not null default 0,
  reason text,
  process integer,
  -- The connected account of the attempt that runs: mail may have taken over from the conversation's own.
  through_inbox_id uuid,
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade
);
create index deliveries_unsent on deliveries (workspace_id, message_id desc) where state in ('waiting', 'held', 'sending', 'failed', 'uncertain');
create index deliveries_sending on deliveries (workspace_id, process) where state = 'sending';
create index deliveries_held on deliveries (workspace_id, inbox_id) where state = 'held';
select madoguchi_protect('deliveries');

create table delivery_attempts (
  workspace_id bigint not null,
  message_id uuid not null,
  number integer not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text not null check (outcome in ('sent', 'refused', 'unreachable', 'running', 'lost')),
  reason text,
  primary key (workspace_id, message_id, number),
  foreign key (workspace_id, message_id) references deliveries (workspace_id, message_id) on delete cascade
);
select madoguchi_protect('delivery_attempts');
