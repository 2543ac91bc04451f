-- What did not come in, as rows that people see and can act on. See docs/decisions/0024-channel-health.md.

-- What lies at a provider and could not be fetched after many tries.
create table inbox_gaps (
  workspace_id bigint not null,
  inbox_id uuid not null,
  -- The island's own name for it.
  key text not null,
  reason text not null,
  attempts integer not null,
  -- When it came in at the provider. Null: nobody said.
  arrived_at timestamptz,
  state text not null default 'open',
  -- Since when it is so.
  at timestamptz not null,
  primary key (workspace_id, inbox_id, key),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade,
  -- wanted: somebody asked for another try.
  constraint inbox_gaps_state_check check (state in ('open', 'wanted', 'dismissed', 'fetched', 'gone'))
);
create index inbox_gaps_open on inbox_gaps (workspace_id, inbox_id) where state in ('open', 'wanted');
select madoguchi_protect('inbox_gaps');

-- Attempts before somebody asked for another round.
alter table arrivals add column attempts_before integer not null default 0;
-- Somebody wants it as a message, whatever its channel makes of it.
alter table arrivals add column wanted boolean not null default false;
-- How many bytes came, where only the beginning is kept since quarantine had grown too large. Null: all of them are.
alter table arrivals add column full_size integer;
create index arrivals_ignored on arrivals (workspace_id, inbox_id, id) where state = 'ignored';

-- What is known of an inbox beyond its connection; a row since there is something to be said.
create table inbox_watch (
  workspace_id bigint not null,
  inbox_id uuid not null,
  -- How far the island has come with what lay there when it began: null where nothing of it is left to read.
  reading_done integer,
  reading_total integer,
  -- Messages known to wait at the provider, and when the oldest of them came in there. Null: nobody said.
  waiting integer not null default 0,
  oldest_at timestamptz,
  -- The permission by which the island signs in: last renewed, ends. Words of the island about it.
  access_renewed_at timestamptz,
  access_ends_at timestamptz,
  access_words jsonb,
  -- Arrivals that usually come: one number for each hour of the week, from Monday midnight in the workspace's zone.
  usual real[],
  -- The newest arrival as far as somebody has looked, and since when the inbox hears nothing although it usually would.
  heard_at timestamptz,
  looked_at timestamptz,
  silent_since timestamptz,
  -- Copies of what had come before.
  copies bigint not null default 0,
  copied_at timestamptz,
  primary key (workspace_id, inbox_id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade
);
select madoguchi_protect('inbox_watch');
