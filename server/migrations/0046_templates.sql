-- Answers that people share, and the versions of what they say. See docs/decisions/0034-templates.md.

create table templates (
  workspace_id bigint not null,
  id uuid not null,
  title text not null,
  folder text not null,
  -- Typed to find it; null: nothing is. The key is how it is compared.
  shortcut text,
  shortcut_key text,
  owner_id uuid not null,
  -- False: for the teams of template_teams alone.
  for_all boolean not null,
  -- The last day on which it is used; null: there is none.
  expires_on date,
  -- Numbers of versions: the newest one, and the one that is used; null: none was approved.
  latest integer not null,
  approved integer,
  -- Grows with every change but a use.
  revision integer not null,
  uses integer not null default 0,
  last_used_at timestamptz,
  title_key text not null,
  search_text text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id),
  foreign key (workspace_id, owner_id) references agents (workspace_id, id),
  check (approved <= latest)
);
create unique index templates_shortcut on templates (workspace_id, shortcut_key)
  where shortcut_key is not null and archived_at is null;
select madoguchi_protect('templates');

-- What an answer said: never changed, and never removed.
create table template_versions (
  workspace_id bigint not null,
  template_id uuid not null,
  number integer not null,
  -- [{language, body}], the first one where no other fits.
  variants jsonb not null,
  saved_by uuid not null,
  saved_at timestamptz not null,
  -- The version that was saved again as this one.
  restored_from integer,
  approved_by uuid,
  approved_at timestamptz,
  primary key (workspace_id, template_id, number),
  foreign key (workspace_id, template_id) references templates (workspace_id, id) on delete cascade
);
select madoguchi_protect('template_versions');

create table template_teams (
  workspace_id bigint not null,
  template_id uuid not null,
  team_id uuid not null,
  primary key (workspace_id, template_id, team_id),
  foreign key (workspace_id, template_id) references templates (workspace_id, id) on delete cascade,
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade
);
create index template_teams_team on template_teams (workspace_id, team_id);
select madoguchi_protect('template_teams');

-- Somebody put an answer into what they wrote.
create table template_uses (
  workspace_id bigint not null,
  id uuid not null,
  template_id uuid not null,
  number integer not null,
  conversation_id uuid not null,
  agent_id uuid,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, template_id) references templates (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index template_uses_template on template_uses (workspace_id, template_id, at);
create index template_uses_conversation on template_uses (workspace_id, conversation_id);
select madoguchi_protect('template_uses');
