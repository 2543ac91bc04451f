-- What is promised to customers, and the clocks that run on it. See docs/decisions/0032-promises.md.

create table sla_policies (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  position integer not null,
  -- What must hold of a conversation; null: nothing.
  applies jsonb,
  -- Seconds that are promised; null: nothing is.
  first_seconds integer,
  next_seconds integer,
  resolve_seconds integer,
  business_time boolean not null,
  -- Statuses in which nobody waits.
  pauses text[] not null,
  -- Warned when so many percent of the time are over; null: not at all.
  warn_percent integer,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id),
  check (first_seconds > 0 and next_seconds > 0 and resolve_seconds > 0),
  check (warn_percent between 1 and 99)
);
select madoguchi_protect('sla_policies');

-- Somebody waits, or waited, for what was promised. `message_id` is what they began to wait with.
create table sla_clocks (
  workspace_id bigint not null,
  conversation_id uuid not null,
  promise text not null check (promise in ('first', 'next', 'resolve')),
  message_id uuid not null,
  policy_id uuid not null,
  seconds integer not null,
  business_time boolean not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- [from, to] of what counts; to is null while it goes on.
  stretches jsonb not null,
  -- When the time is over; null while nothing is counted.
  due_at timestamptz,
  -- When something is to be said next: a warning, then that it is over.
  next_at timestamptz,
  warned_at timestamptz,
  breached_at timestamptz,
  primary key (workspace_id, conversation_id, promise, message_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index sla_clocks_next on sla_clocks (workspace_id, next_at) where next_at is not null;
create index sla_clocks_running on sla_clocks (workspace_id, conversation_id) where ended_at is null;
select madoguchi_protect('sla_clocks');
