-- What is to be done about a conversation, and lists of it that are kept to be used again. See docs/decisions/0037.

create table checklists (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  -- [{title, assignee, dueHours}]: `assignee` is nobody, holder (whoever has the conversation), or a person's id.
  items jsonb not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id)
);
create unique index checklists_name on checklists (workspace_id, name) where removed_at is null;
select madoguchi_protect('checklists');

-- A checklist that was put on a conversation, as it was called then.
create table task_lists (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  checklist_id uuid not null,
  name text not null,
  added_by uuid,
  added_at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, checklist_id) references checklists (workspace_id, id)
);
create index task_lists_conversation on task_lists (workspace_id, conversation_id);
select madoguchi_protect('task_lists');

create table tasks (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  -- Of which list it is; null: of none.
  list_id uuid,
  position integer not null,
  title text not null,
  assignee_id uuid,
  due_at timestamptz,
  -- Said to be overdue; null: not yet.
  told_at timestamptz,
  -- Null: a rule.
  created_by uuid,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, list_id) references task_lists (workspace_id, id) on delete cascade
);
create index tasks_conversation on tasks (workspace_id, conversation_id);
create index tasks_list on tasks (workspace_id, list_id) where list_id is not null;
create index tasks_assignee on tasks (workspace_id, assignee_id, due_at, id) where done_at is null and removed_at is null;
create index tasks_due on tasks (workspace_id, due_at) where done_at is null and removed_at is null and told_at is null;
create index tasks_deadline on tasks (workspace_id, due_at) where due_at is not null and removed_at is null;
create index tasks_done on tasks (workspace_id, done_at, id) where done_at is not null and removed_at is null;
select madoguchi_protect('tasks');
