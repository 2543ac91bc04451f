-- Brands, connected channel accounts, and the people who write.

create table brands (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  language text not null check (language in ('ja', 'en')),
  colour text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id)
);
select madoguchi_protect('brands');

create table inboxes (
  workspace_id bigint not null references workspaces (id),
  id uuid not null,
  channel text not null,
  name text not null,
  brand_id uuid,
  address text,
  state text not null default 'active' check (state in ('active', 'paused')),
  settings jsonb not null default '{}',
  secrets bytea,
  health_state text not null default 'unknown' check (health_state in ('ok', 'failing', 'unknown')),
  health_reason jsonb,
  health_at timestamptz,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, brand_id) references brands (workspace_id, id)
);
select madoguchi_protect('inboxes');

-- Global look-up: the public token in a widget, form or forwarding address.
create table inbox_tokens (
  token text primary key,
  channel text not null,
  workspace_id bigint not null,
  inbox_id uuid not null
);
create index inbox_tokens_inbox on inbox_tokens (workspace_id, inbox_id);

create table inbox_teams (
  workspace_id bigint not null,
  inbox_id uuid not null,
  team_id uuid not null,
  primary key (workspace_id, inbox_id, team_id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade,
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade
);
create index inbox_teams_team on inbox_teams (workspace_id, team_id);
select madoguchi_protect('inbox_teams');

-- What an island keeps between runs: cursors.
create table inbox_state (
  workspace_id bigint not null,
  inbox_id uuid not null,
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null,
  primary key (workspace_id, inbox_id, key),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);
select madoguchi_protect('inbox_state');

-- search_text and tokens: name, kana and addresses as server/kernel/search-text.ts makes them. named: the name was
-- given by somebody; otherwise it stands in until one is known.
create table customers (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  named boolean not null default true,
  kana text,
  language text,
  attributes jsonb not null default '{}',
  conversation_count integer not null default 0,
  search_text text not null default '',
  tokens tsvector not null default '',
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (workspace_id, id)
);
create index customers_seen on customers (workspace_id, last_seen_at desc, id desc);
create index customers_tokens on customers using gin (workspace_id, tokens);
select madoguchi_protect('customers');

-- verified: the channel proved it. claimed: somebody gave it as theirs without writing from it, so it proves nothing.
create table identities (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null,
  value text not null,
  value_key text not null,
  verified boolean not null default false,
  claimed boolean not null default false,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, kind, value_key),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index identities_customer on identities (workspace_id, customer_id);
select madoguchi_protect('identities');

-- Addresses that a customer gave as theirs while they belong to another customer: shown to agents, never followed.
create table identity_claims (
  workspace_id bigint not null,
  customer_id uuid not null,
  kind text not null,
  value_key text not null,
  value text not null,
  claimed_at timestamptz not null,
  primary key (workspace_id, customer_id, kind, value_key),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index identity_claims_value on identity_claims (workspace_id, kind, value_key);
select madoguchi_protect('identity_claims');

-- Through which inboxes a customer has written or been written to: who may see the customer follows from it.
create table customer_inboxes (
  workspace_id bigint not null,
  customer_id uuid not null,
  inbox_id uuid not null,
  primary key (workspace_id, customer_id, inbox_id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);
create index customer_inboxes_inbox on customer_inboxes (workspace_id, inbox_id, customer_id);
select madoguchi_protect('customer_inboxes');

create table customer_notes (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  author_id uuid,
  text text not null,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index customer_notes_customer on customer_notes (workspace_id, customer_id, id desc);
select madoguchi_protect('customer_notes');

create table customer_attributes (
  workspace_id bigint not null,
  key text not null,
  label text not null,
  type text not null check (type in ('text', 'number', 'boolean', 'date', 'choice')),
  choices text[] not null default '{}',
  position integer not null default 0,
  primary key (workspace_id, key)
);
select madoguchi_protect('customer_attributes');

-- Raw arrivals: kept before anything is understood; the queue of intake at the same time.
create table arrivals (
  workspace_id bigint not null,
  id uuid not null,
  inbox_id uuid not null,
  external_id text not null,
  raw bytea not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'ignored', 'quarantined')),
  attempts integer not null default 0,
  reason text,
  received_at timestamptz not null,
  processed_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, inbox_id, external_id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id)
);
create index arrivals_waiting on arrivals (workspace_id, id) where state = 'waiting';
create index arrivals_quarantined on arrivals (workspace_id, inbox_id, id) where state = 'quarantined';
select madoguchi_protect('arrivals');
