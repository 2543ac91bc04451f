-- Complaints that hang on conversations. See docs/decisions/0042-complaints-and-harassment.md.

-- Why customers complain, as the shop names it.
create table complaint_causes (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  position integer not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id)
);
create unique index complaint_causes_name on complaint_causes (workspace_id, name) where removed_at is null;
select madoguchi_protect('complaint_causes');

-- Within how many hours a complaint is to be closed unless somebody says otherwise; null: there is no deadline.
create table complaint_deadlines (
  workspace_id bigint not null,
  severity text not null check (severity in ('minor', 'serious', 'critical')),
  hours integer check (hours > 0),
  primary key (workspace_id, severity),
  foreign key (workspace_id) references workspaces (id)
);
select madoguchi_protect('complaint_deadlines');

create table complaints (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  severity text not null check (severity in ('minor', 'serious', 'critical')),
  cause_id uuid,
  -- What the customer complains of.
  summary text not null,
  state text not null check (state in ('open', 'acting', 'closed')),
  owner_id uuid,
  due_at timestamptz,
  -- What the customer was promised, until when, and when it was done.
  promise text not null,
  promise_due_at timestamptz,
  promise_kept_at timestamptz,
  -- How we apologised, and when.
  apology text not null,
  apologised_at timestamptz,
  -- What was done so that it does not happen again.
  correction text not null,
  -- The earlier complaint that this one repeats.
  repeats_id uuid,
  -- The deadline that comes first of those that nothing has met; null: none, or it is closed.
  next_due_at timestamptz,
  -- Said to be overdue; null: not yet.
  told_at timestamptz,
  -- Null: a rule.
  opened_by uuid,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, cause_id) references complaint_causes (workspace_id, id),
  check ((state = 'closed') = (closed_at is not null))
);
create index complaints_conversation on complaints (workspace_id, conversation_id);
create index complaints_cause on complaints (workspace_id, cause_id, opened_at) where cause_id is not null;
create index complaints_standing on complaints (workspace_id, next_due_at, id) where closed_at is null;
create index complaints_due on complaints (workspace_id, next_due_at) where next_due_at is not null and told_at is null;
create index complaints_opened on complaints (workspace_id, opened_at, id);
create index complaints_closed on complaints (workspace_id, closed_at, id) where closed_at is not null;
create index complaints_repeats on complaints (workspace_id, repeats_id) where repeats_id is not null;
select madoguchi_protect('complaints');

-- Who changed what of a complaint.
create table complaint_changes (
  workspace_id bigint not null,
  id uuid not null,
  complaint_id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  -- {field: {from, to}}
  fields jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, complaint_id) references complaints (workspace_id, id) on delete cascade
);
create index complaint_changes_complaint on complaint_changes (workspace_id, complaint_id, at);
select madoguchi_protect('complaint_changes');
