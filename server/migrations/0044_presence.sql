-- Who is here, and what they can do. See docs/decisions/0033-presence-and-routing.md.

-- What people chose; who never chose is online.
create table presences (
  workspace_id bigint not null,
  agent_id uuid not null,
  state text not null check (state in ('online', 'away', 'call', 'training', 'off')),
  reason text,
  since timestamptz not null,
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id)
);
select madoguchi_protect('presences');

-- Every choice with its moment; it holds until the next one of the same person.
create table presence_changes (
  workspace_id bigint not null,
  id uuid not null,
  agent_id uuid not null,
  state text not null,
  reason text,
  at timestamptz not null,
  -- Who chose; null: somebody without an account.
  actor_id uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id)
);
create index presence_changes_agent on presence_changes (workspace_id, agent_id, at);
select madoguchi_protect('presence_changes');

-- Reasons that a workspace offers for a state.
create table presence_reasons (
  workspace_id bigint not null,
  state text not null check (state in ('online', 'away', 'call', 'training', 'off')),
  name text not null,
  position integer not null,
  primary key (workspace_id, state, name),
  foreign key (workspace_id) references workspaces (id)
);
select madoguchi_protect('presence_reasons');

create table skills (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id)
);
create unique index skills_name on skills (workspace_id, name);
select madoguchi_protect('skills');

create table agent_skills (
  workspace_id bigint not null,
  agent_id uuid not null,
  skill_id uuid not null,
  level smallint not null check (level between 1 and 5),
  primary key (workspace_id, agent_id, skill_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id),
  foreign key (workspace_id, skill_id) references skills (workspace_id, id) on delete cascade
);
create index agent_skills_skill on agent_skills (workspace_id, skill_id);
select madoguchi_protect('agent_skills');

create table agent_languages (
  workspace_id bigint not null,
  agent_id uuid not null,
  language text not null,
  level smallint not null check (level between 1 and 5),
  primary key (workspace_id, agent_id, language),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id)
);
select madoguchi_protect('agent_languages');

-- How much somebody takes at a time; null: as the workspace says.
create table work_limits (
  workspace_id bigint not null,
  agent_id uuid not null,
  capacity integer check (capacity between 0 and 1000),
  chats integer check (chats between 0 and 100),
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id)
);
select madoguchi_protect('work_limits');
