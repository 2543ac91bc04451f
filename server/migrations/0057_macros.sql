-- Several things and a reply that are done at once. See docs/decisions/0036-macros-success-hint.md.

create table macros (
  workspace_id bigint not null,
  id uuid not null,
  title text not null,
  title_key text not null,
  -- The answer that is sent; null: none is.
  template_id uuid,
  -- [{action, fields}], in the order in which they are done after the reply.
  steps jsonb not null,
  owner_id uuid not null,
  -- False: for its owner, and the teams of macro_teams.
  for_all boolean not null,
  -- Grows with every change but a run.
  revision integer not null,
  uses integer not null default 0,
  last_used_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id),
  foreign key (workspace_id, owner_id) references agents (workspace_id, id),
  foreign key (workspace_id, template_id) references templates (workspace_id, id)
);
select madoguchi_protect('macros');

create table macro_teams (
  workspace_id bigint not null,
  macro_id uuid not null,
  team_id uuid not null,
  primary key (workspace_id, macro_id, team_id),
  foreign key (workspace_id, macro_id) references macros (workspace_id, id) on delete cascade,
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade
);
create index macro_teams_team on macro_teams (workspace_id, team_id);
select madoguchi_protect('macro_teams');

-- Somebody ran one; what stood there before and after, so that it can be taken back.
create table macro_runs (
  workspace_id bigint not null,
  id uuid not null,
  macro_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  -- The reply that was sent; null: none was.
  message_id uuid,
  state_before jsonb not null,
  state_after jsonb not null,
  at timestamptz not null,
  undone_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, macro_id) references macros (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index macro_runs_macro on macro_runs (workspace_id, macro_id);
create index macro_runs_conversation on macro_runs (workspace_id, conversation_id);
select madoguchi_protect('macro_runs');
