-- When something happened, if something holds, then something is done. See docs/decisions/0035-rules.md.

create table rules (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  position integer not null,
  enabled boolean not null,
  -- {events: [...]} or {moment, after: {amount, unit}, past}
  answers_to jsonb not null,
  -- What must hold of a conversation; null: nothing.
  applies jsonb,
  -- [{action, fields}]
  steps jsonb not null,
  -- Where it was carried out, no rule behind it is.
  stops boolean not null,
  version integer not null,
  -- What was told when it was saved, and is meant so.
  confirmed text[] not null,
  -- Since when it answers: when it was made, switched on, or told to answer to something else.
  since timestamptz not null,
  -- Up to which moment and, of what was due then, which conversation it was looked at what is due.
  looked_at timestamptz not null,
  looked_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id)
);
select madoguchi_protect('rules');

create table rule_settings (
  workspace_id bigint not null,
  -- Another number with each change of a rule: who keeps rules in memory asks for it.
  stamp bigint not null,
  -- What may go outside within an hour: in one conversation, and in all.
  per_conversation integer not null check (per_conversation between 0 and 1000),
  per_hour integer not null check (per_hour between 0 and 1000000),
  primary key (workspace_id),
  foreign key (workspace_id) references workspaces (id)
);
select madoguchi_protect('rule_settings');

-- Something happened to which rules are still to answer. Gone in the transaction in which they did.
create table rule_happenings (
  workspace_id bigint not null,
  id uuid not null,
  event_id uuid not null,
  conversation_id uuid not null,
  triggers text[] not null,
  -- What of the conversation just came.
  at_id uuid,
  -- A rule whose time has come, and since which moment it was counted.
  rule_id uuid,
  moment timestamptz,
  -- Which rules led to it, the first one first.
  because uuid[] not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, event_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
select madoguchi_protect('rule_happenings');

-- A rule whose conditions held: what was seen, and what became of each action.
create table rule_runs (
  workspace_id bigint not null,
  id uuid not null,
  rule_id uuid not null,
  rule_name text not null,
  version integer not null,
  conversation_id uuid not null,
  event_id uuid not null,
  trigger text not null,
  because uuid[] not null,
  state text not null check (state in ('done', 'unchanged', 'failed', 'stopped')),
  -- Why it was stopped.
  reason text,
  -- Each condition with what it saw; null where there is none.
  why jsonb,
  -- [{action, state, from, to, why, code, message}]
  steps jsonb not null,
  -- How many of them went outside.
  outward integer not null,
  at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, rule_id, event_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index rule_runs_conversation on rule_runs (workspace_id, conversation_id, id);
create index rule_runs_rule on rule_runs (workspace_id, rule_id, id);
create index rule_runs_outward on rule_runs (workspace_id, at) where outward > 0;
select madoguchi_protect('rule_runs');
