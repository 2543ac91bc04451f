-- What a team tells each other: hand-over notes between shifts, and announcements. See docs/decisions/0037.

create table posts (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null check (kind in ('handover', 'announcement')),
  title text not null,
  body text not null,
  -- False: for the teams of post_teams alone.
  for_all boolean not null,
  must_read boolean not null,
  expires_at timestamptz,
  author_id uuid not null,
  -- Grows when everybody is asked to read it again.
  revision integer not null,
  created_at timestamptz not null,
  -- When it was written, or everybody was asked to read it again: its place in the list.
  told_at timestamptz not null,
  edited_at timestamptz,
  done_at timestamptz,
  done_by uuid,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id),
  foreign key (workspace_id, author_id) references agents (workspace_id, id)
);
create index posts_told on posts (workspace_id, kind, told_at desc, id desc) where removed_at is null;
create index posts_created on posts (workspace_id, created_at);
select madoguchi_protect('posts');

create table post_teams (
  workspace_id bigint not null,
  post_id uuid not null,
  team_id uuid not null,
  primary key (workspace_id, post_id, team_id),
  foreign key (workspace_id, post_id) references posts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade
);
create index post_teams_team on post_teams (workspace_id, team_id);
select madoguchi_protect('post_teams');

-- Conversations that a hand-over note is about.
create table post_conversations (
  workspace_id bigint not null,
  post_id uuid not null,
  conversation_id uuid not null,
  position integer not null,
  primary key (workspace_id, post_id, conversation_id),
  foreign key (workspace_id, post_id) references posts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index post_conversations_conversation on post_conversations (workspace_id, conversation_id);
select madoguchi_protect('post_conversations');

-- Somebody said that they have read it, as it was then.
create table post_reads (
  workspace_id bigint not null,
  post_id uuid not null,
  agent_id uuid not null,
  revision integer not null,
  read_at timestamptz not null,
  primary key (workspace_id, post_id, agent_id),
  foreign key (workspace_id, post_id) references posts (workspace_id, id) on delete cascade,
  foreign key (workspace_id, agent_id) references agents (workspace_id, id)
);
create index post_reads_agent on post_reads (workspace_id, agent_id);
select madoguchi_protect('post_reads');
