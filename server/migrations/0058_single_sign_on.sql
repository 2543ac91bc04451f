-- Signing in through an OpenID provider. See docs/decisions/0038-people.md.

create table sso_providers (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  issuer text not null,
  client_id text not null,
  -- Sealed; null: a public client.
  client_secret bytea,
  -- draft: nobody is offered it; on: beside passwords; only: the one way in but for owners.
  state text not null check (state in ('draft', 'on', 'only')),
  scopes text[] not null,
  groups_claim text not null,
  -- Whose people may come in by it; empty: everybody whom it vouches for.
  email_domains text[] not null,
  -- People who are unknown are added.
  adds_people boolean not null,
  -- Groups decide role and teams at each sign-in, not at the first one alone.
  follows_groups boolean not null,
  -- Role of whoever is in none of the groups; null: they are refused.
  default_role text,
  -- [{group, role, teamIds}], the first that names a role decides it.
  mappings jsonb not null,
  -- Signing out here signs out there.
  signs_out boolean not null,
  -- When it last brought somebody in, or was tried to the end, as it is set up now.
  proven_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, name),
  foreign key (workspace_id) references workspaces (id)
);
select madoguchi_protect('sso_providers');

-- Who somebody is at a provider; its name for them never changes, their address there may.
create table sso_identities (
  workspace_id bigint not null,
  provider_id uuid not null,
  subject text not null,
  agent_id uuid not null,
  linked_at timestamptz not null,
  last_used_at timestamptz not null,
  primary key (workspace_id, provider_id, subject),
  unique (workspace_id, provider_id, agent_id),
  foreign key (workspace_id, provider_id) references sso_providers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id)
);
create index sso_identities_agent on sso_identities (workspace_id, agent_id);
select madoguchi_protect('sso_identities');

-- The provider that opened the session; null: none did.
alter table sessions add column provider_id uuid;
-- Sealed: where to sign out at the provider.
alter table sessions add column sign_out bytea;
