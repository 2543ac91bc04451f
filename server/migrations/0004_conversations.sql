-- Threads, messages, notes, tags, status, and every change with its who and when.

create sequence conversation_numbers start 1001;

create table conversations (
  workspace_id bigint not null,
  id uuid not null,
  number bigint not null,
  inbox_id uuid not null,
  customer_id uuid not null,
  subject text not null default '',
  preview text not null default '',
  status text not null check (status in ('open', 'pending', 'snoozed', 'resolved')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  assignee_id uuid,
  team_id uuid,
  tag_ids uuid[] not null default '{}',
  opened_by text not null check (opened_by in ('customer', 'agent', 'system')),
  opened_at timestamptz not null,
  last_activity_at timestamptz not null,
  last_direction text not null check (last_direction in ('inbound', 'outbound')),
  last_message_id uuid,
  waiting_since timestamptz,
  snoozed_until timestamptz,
  resolved_at timestamptz,
  message_count integer not null default 0,
  version integer not null default 1,
  primary key (workspace_id, id),
  unique (workspace_id, number),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id)
) with (fillfactor = 90);
create index conversations_activity on conversations (workspace_id, status, last_activity_at desc, id desc) include (inbox_id);
create index conversations_inbox on conversations (workspace_id, inbox_id, status, last_activity_at desc, id desc);
create index conversations_assignee on conversations (workspace_id, assignee_id, status, last_activity_at desc, id desc) where assignee_id is not null;
create index conversations_team on conversations (workspace_id, team_id, status, last_activity_at desc, id desc) where team_id is not null;
create index conversations_unassigned on conversations (workspace_id, inbox_id, status, last_activity_at desc, id desc) where assignee_id is null;
create index conversations_customer on conversations (workspace_id, customer_id, last_activity_at desc, id desc);
create index conversations_waiting on conversations (workspace_id, inbox_id, status, waiting_since, id) where waiting_since is not null;
create index conversations_priority on conversations (workspace_id, inbox_id, priority, status, last_activity_at desc, id desc) where priority <> 'normal';
create index conversations_snoozed on conversations (workspace_id, snoozed_until) where snoozed_until is not null;
select madoguchi_protect('conversations');

create table messages (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  kind text not null check (kind in ('inbound', 'outbound', 'note')),
  actor_kind text not null check (actor_kind in ('customer', 'agent', 'system', 'bot')),
  actor_id uuid,
  actor_name text not null,
  text text not null,
  html text,
  subject text,
  recipients jsonb not null default '[]',
  context jsonb not null default '{}',
  mentions uuid[] not null default '{}',
  automatic boolean not null default false,
  channel_key text,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  receipt text check (receipt in ('scheduled', 'queued', 'held', 'sending', 'sent', 'delivered', 'read', 'failed', 'bounced', 'uncertain', 'cancelled')),
  receipt_reason text,
  receipt_at timestamptz,
  send_at timestamptz,
  arrival_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index messages_conversation on messages (workspace_id, conversation_id, id);
create unique index messages_arrival on messages (workspace_id, arrival_id, id) where arrival_id is not null;
select madoguchi_protect('messages');

create table attachments (
  workspace_id bigint not null,
  id uuid not null,
  message_id uuid,
  conversation_id uuid,
  uploaded_by uuid,
  file_id uuid,
  name text not null,
  type text not null,
  size bigint not null,
  inline boolean not null default false,
  content_id text,
  problem text,
  position integer not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade,
  foreign key (workspace_id, file_id) references files (workspace_id, id)
);
create index attachments_message on attachments (workspace_id, message_id) where message_id is not null;
create index attachments_waiting on attachments (workspace_id, created_at) where message_id is null;
select madoguchi_protect('attachments');

-- Keys under which later arrivals find their thread: message ids of the channel, sessions, tokens that we signed.
create table thread_keys (
  workspace_id bigint not null,
  inbox_id uuid not null,
  key text not null,
  conversation_id uuid not null,
  message_id uuid,
  primary key (workspace_id, inbox_id, key),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index thread_keys_conversation on thread_keys (workspace_id, conversation_id);
select madoguchi_protect('thread_keys');

create table conversation_changes (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  kind text not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  from_value text,
  to_value text,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index conversation_changes_conversation on conversation_changes (workspace_id, conversation_id, id);
select madoguchi_protect('conversation_changes');

create table tags (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  name_key text not null,
  colour text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name_key)
);
select madoguchi_protect('tags');

create table conversation_tags (
  workspace_id bigint not null,
  tag_id uuid not null,
  conversation_id uuid not null,
  primary key (workspace_id, tag_id, conversation_id),
  foreign key (workspace_id, tag_id) references tags (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index conversation_tags_conversation on conversation_tags (workspace_id, conversation_id);
select madoguchi_protect('conversation_tags');

create table followers (
  workspace_id bigint not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  primary key (workspace_id, conversation_id, agent_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create index followers_agent on followers (workspace_id, agent_id, conversation_id);
select madoguchi_protect('followers');

create table mentions (
  workspace_id bigint not null,
  agent_id uuid not null,
  message_id uuid not null,
  conversation_id uuid not null,
  seen_at timestamptz,
  primary key (workspace_id, agent_id, message_id),
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create index mentions_conversation on mentions (workspace_id, conversation_id, agent_id);
create index mentions_unseen on mentions (workspace_id, agent_id, conversation_id) where seen_at is null;
select madoguchi_protect('mentions');

create table drafts (
  workspace_id bigint not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  body jsonb not null,
  updated_at timestamptz not null,
  primary key (workspace_id, conversation_id, agent_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
select madoguchi_protect('drafts');

create table conversation_reads (
  workspace_id bigint not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  read_at timestamptz not null,
  primary key (workspace_id, conversation_id, agent_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
select madoguchi_protect('conversation_reads');

-- Kept, never counted: the side-bar's numbers are sums over these few rows.
create table conversation_counts (
  workspace_id bigint not null,
  inbox_id uuid not null,
  team_id uuid not null,
  assignee_id uuid not null,
  status text not null,
  count integer not null,
  primary key (workspace_id, inbox_id, team_id, assignee_id, status)
) with (fillfactor = 50);
select madoguchi_protect('conversation_counts');
