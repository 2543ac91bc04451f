-- People are told of customers who wait too long for an answer. See docs/decisions/0041-notifications.md.

create table unanswered_rules (
  workspace_id bigint not null,
  position integer not null,
  -- Neither: everywhere where no other one holds.
  inbox_id uuid,
  team_id uuid,
  -- Null: nobody is told here.
  seconds integer check (seconds >= 60),
  business_time boolean not null,
  -- holder, leads
  tells text[] not null,
  primary key (workspace_id, position),
  check (inbox_id is null or team_id is null),
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id) on delete cascade,
  foreign key (workspace_id, team_id) references teams (workspace_id, id) on delete cascade
);
select madoguchi_protect('unanswered_rules');

-- A wait of which people were told, as long as it lasts.
create table unanswered (
  workspace_id bigint not null,
  conversation_id uuid not null,
  waiting_since timestamptz not null,
  told_at timestamptz not null,
  primary key (workspace_id, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
select madoguchi_protect('unanswered');
