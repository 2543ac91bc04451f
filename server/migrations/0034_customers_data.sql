-- Customers' data: what is masked as it comes in, people who are erased or given their data, how long each kind of data is
-- kept. See docs/decisions/0025-customers-data.md.

alter table workspaces add column mask_numbers boolean not null default false;

-- Nothing is left of who it was; what was counted stays.
alter table customers add column erased_at timestamptz;
alter table conversations add column anonymised_at timestamptz;

-- The proof of an erasure. `person` names whom it is about, and is forgotten with the last step.
create table erasures (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  state text not null default 'running',
  asked_by uuid,
  asked_by_name text not null,
  asked_at timestamptz not null,
  done_at timestamptz,
  person jsonb,
  -- Which step is next, and where it stands.
  step text not null default '',
  place text,
  counts jsonb not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id),
  constraint erasures_state_check check (state in ('running', 'done')),
  constraint erasures_person_check check (state = 'running' or person is null)
);
create unique index erasures_customer on erasures (workspace_id, customer_id);
select madoguchi_protect('erasures');

-- All of a person's data in one file, for a few days.
create table customer_exports (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  language text not null,
  state text not null default 'waiting',
  asked_by uuid,
  asked_by_name text not null,
  asked_at timestamptz not null,
  done_at timestamptz,
  -- Conversations: how many there are, and how many stand in the file.
  total integer not null default 0,
  done integer not null default 0,
  size bigint not null default 0,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade,
  constraint customer_exports_state_check check (state in ('waiting', 'running', 'done', 'failed')),
  constraint customer_exports_language_check check (language in ('ja', 'en'))
);
create index customer_exports_customer on customer_exports (workspace_id, customer_id, id desc);
select madoguchi_protect('customer_exports');

create table customer_export_chunks (
  workspace_id bigint not null,
  export_id uuid not null,
  n integer not null,
  bytes bytea not null,
  primary key (workspace_id, export_id, n),
  foreign key (workspace_id, export_id) references customer_exports (workspace_id, id) on delete cascade
);
-- What is in it is compressed already.
alter table customer_export_chunks alter column bytes set storage external;
select madoguchi_protect('customer_export_chunks');

-- How many days a kind of data is kept; null: without an end. A kind without a row goes by what the product says.
create table keeping_rules (
  workspace_id bigint not null,
  kind text not null,
  days integer,
  changed_at timestamptz not null,
  primary key (workspace_id, kind),
  constraint keeping_rules_days_check check (days >= 1)
);
select madoguchi_protect('keeping_rules');

-- What went by a rule: written in the same transaction as the removal.
create table keeping_runs (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null,
  days integer not null,
  rows bigint not null default 0,
  -- Age of what went: the oldest and the newest of it.
  from_at timestamptz,
  to_at timestamptz,
  place text,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id)
);
create index keeping_runs_kind on keeping_runs (workspace_id, kind, id desc);
select madoguchi_protect('keeping_runs');
