-- Who works here, how they sign in, and what they changed.

create table agents (
  workspace_id bigint not null references workspaces (id),
  id uuid not null,
  email text not null,
  name text not null,
  kana text,
  role text not null check (role in ('owner', 'lead', 'agent', 'readonly')),
  language text not null check (language in ('ja', 'en')),
  signature text not null default '',
  active boolean not null default true,
  created_at timestamptz not null,
  last_seen_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, email)
);
select madoguchi_protect('agents');

create table teams (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name)
);
select madoguchi_protect('teams');

create table team_members (
  workspace_id bigint not null,
  team_id uuid not null,
  agent_id uuid not null,
  primary key (workspace_id, team_id, agent_id),
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create index team_members_agent on team_members (workspace_id, agent_id);
select madoguchi_protect('team_members');

-- Global look-ups for signing in: found before the workspace is known.
create table sign_in_names (
  email text primary key,
  workspace_id bigint not null,
  agent_id uuid not null
);

create table sessions (
  token_hash bytea primary key,
  id uuid not null unique,
  workspace_id bigint not null,
  agent_id uuid not null,
  state text not null check (state in ('second-factor', 'signed-in')),
  device text not null,
  address text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_agent on sessions (workspace_id, agent_id);

create table api_keys (
  token_hash bytea primary key,
  id uuid not null unique,
  workspace_id bigint not null,
  agent_id uuid not null,
  name text not null,
  prefix text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index api_keys_workspace on api_keys (workspace_id);

-- Reset and invitation links, and challenges of passkeys.
create table one_time_tokens (
  token_hash bytea primary key,
  purpose text not null,
  workspace_id bigint not null,
  agent_id uuid,
  data jsonb not null default '{}',
  expires_at timestamptz not null
);
create index one_time_tokens_age on one_time_tokens (expires_at);

-- Failed sign-ins by account and by address, counted in windows.
create table sign_in_failures (
  subject text primary key,
  count integer not null,
  window_start timestamptz not null,
  blocked_until timestamptz
);

create table credentials (
  workspace_id bigint not null,
  agent_id uuid not null,
  password_hash text,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  recovery_hashes bytea[] not null default '{}',
  changed_at timestamptz not null,
  primary key (workspace_id, agent_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
select madoguchi_protect('credentials');

create table passkeys (
  workspace_id bigint not null,
  id uuid not null,
  agent_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, credential_id),
  foreign key (workspace_id, agent_id) references agents (workspace_id, id) on delete cascade
);
create index passkeys_agent on passkeys (workspace_id, agent_id);
select madoguchi_protect('passkeys');

create table audit_entries (
  workspace_id bigint not null,
  id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  details jsonb not null default '{}',
  primary key (workspace_id, id)
);
select madoguchi_protect('audit_entries');
