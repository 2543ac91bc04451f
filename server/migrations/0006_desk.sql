-- What agents look through: saved views and the search index.

create table saved_views (
  workspace_id bigint not null,
  id uuid not null,
  owner_id uuid not null,
  name text not null,
  shared boolean not null default false,
  filter jsonb not null,
  position integer not null default 0,
  created_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, owner_id) references agents (workspace_id, id) on delete cascade
);
select madoguchi_protect('saved_views');

-- Without row-level security: a policy would keep PostgreSQL from using the text index, since its operators are not
-- leakproof. Every statement binds the workspace and the inboxes in sight.
create table search_documents (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  inbox_id uuid not null,
  customer_id uuid not null,
  at timestamptz not null,
  body text not null,
  tokens tsvector not null,
  primary key (workspace_id, id)
);
create index search_documents_at on search_documents (workspace_id, at desc, id desc);
-- Every search reads the list of entries that are not merged yet: a short one keeps that below a millisecond or two,
-- a longer one would make writing cheaper.
create index search_documents_tokens on search_documents using gin (workspace_id, tokens)
  with (gin_pending_list_limit = 1024);
