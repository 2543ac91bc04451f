-- The text inside of files, read once for each content: by it an attachment is found. text is what was read up to a
-- limit; problem says why there is none.

create table file_texts (
  workspace_id bigint not null,
  file_id uuid not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  attempts integer not null default 0,
  text text not null default '',
  problem text,
  read_at timestamptz,
  primary key (workspace_id, file_id),
  foreign key (workspace_id, file_id) references files (workspace_id, id) on delete cascade
);
create index file_texts_waiting on file_texts (workspace_id, file_id) where state = 'waiting';
select madoguchi_protect('file_texts');

-- By which rules the search index was last brought up to date as a whole, and how far that has come: one row a
-- workspace. after_id: the last one of the phase, so that what was interrupted goes on from there.
create table search_refreshes (
  workspace_id bigint not null,
  version integer not null,
  phase text not null check (phase in ('customers', 'conversations', 'messages', 'done')),
  after_id uuid,
  done integer not null default 0,
  total integer not null default 0,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (workspace_id)
);
select madoguchi_protect('search_refreshes');
