-- What is brought in from other help desks, mailboxes and tables. See docs/decisions/0039-imports.md.

create table imports (
  workspace_id bigint not null,
  id uuid not null,
  source text not null,
  -- What the ids of its records are told apart by: an account, a file.
  account text not null,
  file_name text not null,
  state text not null default 'uploading',
  inbox_id uuid not null,
  -- How records are read, before; what becomes of agents, teams, statuses and so on, afterwards.
  options jsonb not null default '{}',
  mapping jsonb not null,
  size bigint not null,
  received bigint not null default 0,
  -- Where reading, making or taking back stands; how far that is, of how much.
  place jsonb,
  done bigint not null default 0,
  total bigint not null default 0,
  counts jsonb not null default '{}',
  failure jsonb,
  created_by uuid,
  created_by_name text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id),
  constraint imports_state_check check (state in (
    'uploading', 'columns', 'reading', 'ready', 'making', 'done', 'failed', 'cancelled', 'undoing', 'undone'))
);
select madoguchi_protect('imports');

-- The file, in pieces, until everything of it was made.
create table import_pieces (
  workspace_id bigint not null,
  import_id uuid not null,
  n integer not null,
  bytes bytea not null,
  primary key (workspace_id, import_id, n),
  foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade
);
alter table import_pieces alter column bytes set storage external;
select madoguchi_protect('import_pieces');

-- What was read, in the neutral form, until it is made. `id` is the source's.
create table import_items (
  workspace_id bigint not null,
  import_id uuid not null,
  kind text not null,
  id text not null,
  -- Of something said: of which talk.
  parent_id text,
  at timestamptz not null,
  data text not null,
  -- Of a mail with files: as it came.
  raw bytea,
  primary key (workspace_id, import_id, kind, id),
  foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade,
  constraint import_items_kind_check check (kind in ('talk', 'said', 'person', 'agent', 'team'))
);
create index import_items_order on import_items (workspace_id, import_id, kind, at, id);
create index import_items_parent on import_items (workspace_id, import_id, parent_id) where parent_id is not null;
select madoguchi_protect('import_items');

-- Words of the source that are to be translated into ours: who is who, which status is which.
create table import_values (
  workspace_id bigint not null,
  import_id uuid not null,
  kind text not null,
  value text not null,
  label text not null,
  detail text,
  count bigint not null,
  primary key (workspace_id, import_id, kind, value),
  foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade
);
select madoguchi_protect('import_values');

-- What could not be read or made, or not wholly: the report.
create table import_issues (
  workspace_id bigint not null,
  import_id uuid not null,
  id uuid not null,
  code text not null,
  -- Where it stands: the file, the record; and what it is called there.
  place text not null,
  subject text not null,
  detail text not null,
  primary key (workspace_id, import_id, id),
  foreign key (workspace_id, import_id) references imports (workspace_id, id) on delete cascade
);
select madoguchi_protect('import_issues');

-- What became of each thing that was ever brought in, by a hash of its source's account and id: nothing is made twice.
create table imported (
  workspace_id bigint not null,
  kind text not null,
  key bytea not null,
  import_id uuid not null,
  target_id uuid not null,
  -- Made by this import, or found.
  created boolean not null,
  -- Of a conversation: its version when an import last wrote it.
  version integer,
  primary key (workspace_id, kind, key),
  constraint imported_kind_check check (kind in ('talk', 'said', 'person'))
);
create index imported_target on imported (workspace_id, kind, target_id);
create index imported_import on imported (workspace_id, import_id, kind, target_id) where kind <> 'said';
select madoguchi_protect('imported');

-- Right after a great many rows were brought in PostgreSQL knows nothing of them yet.
create or replace function madoguchi_learn(which text) returns void language plpgsql security definer
  set search_path = public, pg_temp as $$
begin
  execute 'analyze ' || case which
    when 'history' then 'conversations, messages, conversation_changes'
    when 'imports' then 'imported, import_items, customers, identities, thread_keys'
    else 'facts, message_facts, standing_resolves' end;
end $$;
