-- People and groups that a company's directory keeps up to date by SCIM. See docs/decisions/0040-provisioning.md.

-- The directory's way in; one for each provider.
create table scim_tokens (
  token_hash bytea primary key,
  workspace_id bigint not null,
  provider_id uuid not null,
  prefix text not null,
  made_by uuid,
  created_at timestamptz not null,
  last_used_at timestamptz,
  unique (workspace_id, provider_id)
);

-- What the directory calls somebody; who they are here stands with the agent.
create table scim_people (
  workspace_id bigint not null,
  agent_id uuid not null,
  provider_id uuid not null,
  user_name text not null,
  -- The same in lower case: no two differ by that alone.
  user_key text not null,
  external_id text,
  display_name text,
  formatted_name text,
  family_name text,
  given_name text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, agent_id),
  unique (workspace_id, provider_id, user_key),
  foreign key (workspace_id, provider_id) references sso_providers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id)
);
select madoguchi_protect('scim_people');

create table scim_groups (
  workspace_id bigint not null,
  id uuid not null,
  provider_id uuid not null,
  display_name text not null,
  name_key text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, provider_id, name_key),
  foreign key (workspace_id, provider_id) references sso_providers (workspace_id, id) on delete cascade
);
select madoguchi_protect('scim_groups');

create table scim_members (
  workspace_id bigint not null,
  group_id uuid not null,
  agent_id uuid not null,
  primary key (workspace_id, group_id, agent_id),
  foreign key (workspace_id, group_id) references scim_groups (workspace_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references scim_people (workspace_id, agent_id) on delete cascade
);
create index scim_members_agent on scim_members (workspace_id, agent_id);
select madoguchi_protect('scim_members');
