-- Lines of conversations that nobody holds, and who gets them. See docs/decisions/0033-presence-and-routing.md.

create table queues (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  position integer not null,
  -- What must hold of a conversation; null: nothing.
  applies jsonb,
  -- Who serves it; none: the conversation's team, else the inbox's.
  team_ids uuid[] not null,
  mode text not null check (mode in ('load', 'turn', 'hand')),
  -- [{skillId, level, must}]
  skills jsonb not null,
  language text not null check (language in ('must', 'rather', 'ignore')),
  last_agent boolean not null,
  -- Which conversations come before all others; null: none.
  urgent jsonb,
  overflow_seconds integer check (overflow_seconds > 0),
  overflow_team_ids uuid[] not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id)
);
select madoguchi_protect('queues');

create table routing_settings (
  workspace_id bigint not null,
  -- How much a person holds at a time whose profile says nothing else.
  capacity integer not null check (capacity between 1 and 1000),
  chats integer not null check (chats between 1 and 100),
  -- Points of a conversation by channel, where they are not the usual ones.
  points jsonb not null,
  primary key (workspace_id),
  foreign key (workspace_id) references workspaces (id)
);
select madoguchi_protect('routing_settings');

-- A conversation waits in a queue for somebody who takes it.
create table queued (
  workspace_id bigint not null,
  conversation_id uuid not null,
  queue_id uuid not null,
  since timestamptz not null,
  urgent boolean not null,
  -- 0 low to 3 urgent.
  priority smallint not null,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, queue_id) references queues (workspace_id, id) on delete cascade
);
create index queued_order on queued (workspace_id, queue_id, urgent desc, priority desc, since, conversation_id);
select madoguchi_protect('queued');

-- A conversation left a queue: given to somebody (`why` says how it was decided), taken by hand, or it waits no more.
create table routings (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  queue_id uuid not null,
  queue_name text not null,
  since timestamptz not null,
  at timestamptz not null,
  agent_id uuid,
  why jsonb,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index routings_conversation on routings (workspace_id, conversation_id, id);
create index routings_queue on routings (workspace_id, queue_id, at);
select madoguchi_protect('routings');

-- When somebody was given something last: whose turn was longest ago has the smallest number.
create table routing_turns (
  workspace_id bigint not null,
  agent_id uuid not null,
  turn bigint not null,
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id)
);
select madoguchi_protect('routing_turns');
