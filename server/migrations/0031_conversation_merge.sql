-- Two conversations about one matter, or one about two: merged and split so that either can be undone.
-- See docs/decisions/0022-conversation-merge.md.

-- The conversation that this one leads to, always the last of them; null: stands alone. Its status is then `merged`, which
-- no list walks along.
alter table conversations add column merged_into uuid;
-- Split off from a conversation with which the customer's window shows it as one.
alter table conversations add column thread_of uuid;
create index conversations_merged on conversations (workspace_id, merged_into) where merged_into is not null;
create index conversations_thread on conversations (workspace_id, thread_of) where thread_of is not null;

alter table conversations drop constraint conversations_status_check;
alter table conversations add constraint conversations_status_check
  check (status in ('open', 'pending', 'snoozed', 'resolved', 'merged')) not valid;
alter table conversations validate constraint conversations_status_check;

-- The conversation that the message stands in without any merge; null: where it stands.
alter table messages add column home_id uuid;
create index messages_home on messages (workspace_id, home_id, id) where home_id is not null;

-- kept: what an undo writes back. messages: of a split, what went, with each one's home before.
create table conversation_links (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null check (kind in ('merge', 'split')),
  from_id uuid not null,
  into_id uuid not null,
  message_count integer not null,
  messages jsonb not null default '[]',
  kept jsonb not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  at timestamptz not null,
  undone_at timestamptz,
  undone_by_kind text,
  undone_by_id uuid,
  undone_by_name text,
  primary key (workspace_id, id),
  foreign key (workspace_id, from_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, into_id) references conversations (workspace_id, id) on delete cascade
);
create unique index conversation_links_standing on conversation_links (workspace_id, from_id) where kind = 'merge' and undone_at is null;
create index conversation_links_from on conversation_links (workspace_id, from_id, id);
create index conversation_links_into on conversation_links (workspace_id, into_id, id);
select madoguchi_protect('conversation_links');
