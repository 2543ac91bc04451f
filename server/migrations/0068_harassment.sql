-- Records of harassment, the evidence that is kept for them, and limits on contact. See docs/decisions/0042.

create table harassments (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  -- Whose conversation it was when it was reported; a merge leads on from here.
  customer_id uuid not null,
  kinds text[] not null,
  -- What happened, in the words of whoever reported it.
  summary text not null,
  state text not null check (state in ('reported', 'confirmed', 'dismissed', 'appealed', 'closed')),
  reported_by uuid not null,
  reported_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- Why it was confirmed or dismissed.
  decision text not null,
  taken_over_by uuid,
  taken_over_at timestamptz,
  -- When somebody looks at it again; null: nobody has to.
  review_on date,
  closed_at timestamptz,
  closed_by uuid,
  -- How many pieces of evidence there are, and the hash of the last one: so that a missing one is seen.
  evidence_count integer not null,
  evidence_hash bytea,
  -- It is on its way out: only then may its evidence go.
  removing_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id),
  check ((state in ('closed', 'dismissed')) = (closed_at is not null))
);
create index harassments_conversation on harassments (workspace_id, conversation_id);
create index harassments_customer on harassments (workspace_id, customer_id);
create index harassments_reported on harassments (workspace_id, reported_at, id);
create index harassments_review on harassments (workspace_id, review_on) where review_on is not null and closed_at is null;
create index harassments_closed on harassments (workspace_id, closed_at, id) where closed_at is not null;
select madoguchi_protect('harassments');

-- Who had to bear it: counted for their protection.
create table harassment_exposures (
  workspace_id bigint not null,
  harassment_id uuid not null,
  agent_id uuid not null,
  at timestamptz not null,
  primary key (workspace_id, harassment_id, agent_id),
  foreign key (workspace_id, harassment_id) references harassments (workspace_id, id) on delete cascade
);
create index harassment_exposures_agent on harassment_exposures (workspace_id, agent_id, at);
select madoguchi_protect('harassment_exposures');

-- What was kept as it was. Rows are added, and go with their record; nothing ever changes one.
create table harassment_evidence (
  workspace_id bigint not null,
  id uuid not null,
  harassment_id uuid not null,
  position integer not null,
  -- JSON, byte for byte as it was hashed: what was said, by whom, when, and who kept it when.
  content text not null,
  -- SHA-256 of the hash before it in hex (64 zeros for the first), a line feed, and the content.
  hash bytea not null,
  primary key (workspace_id, id),
  unique (workspace_id, harassment_id, position),
  -- No cascade: the record can't go while its evidence stands.
  foreign key (workspace_id, harassment_id) references harassments (workspace_id, id)
);

-- Bytes of a file that is evidence: a copy, which no removal of files reaches.
create table harassment_files (
  workspace_id bigint not null,
  evidence_id uuid not null,
  n integer not null,
  bytes bytea not null,
  primary key (workspace_id, evidence_id, n),
  foreign key (workspace_id, evidence_id) references harassment_evidence (workspace_id, id)
);
alter table harassment_files alter column bytes set storage external;

-- In the place of madoguchi_protect: added and read, never changed, and removed with a record that is on its way out.
alter table harassment_evidence enable row level security;
create policy own_workspace on harassment_evidence for select using (workspace_id = madoguchi_workspace());
create policy added on harassment_evidence for insert with check (workspace_id = madoguchi_workspace());
create policy never_changed on harassment_evidence for update
  using (workspace_id = madoguchi_workspace()) with check (false);
create policy removed_with_record on harassment_evidence for delete using (
  workspace_id = madoguchi_workspace() and exists (
    select from harassments h
    where h.workspace_id = madoguchi_workspace() and h.id = harassment_evidence.harassment_id and h.removing_at is not null));
alter table harassment_files enable row level security;
create policy own_workspace on harassment_files for select using (workspace_id = madoguchi_workspace());
create policy added on harassment_files for insert with check (workspace_id = madoguchi_workspace());
create policy never_changed on harassment_files for update
  using (workspace_id = madoguchi_workspace()) with check (false);
create policy removed_with_record on harassment_files for delete using (
  workspace_id = madoguchi_workspace() and exists (
    select from harassment_evidence e
    join harassments h on h.workspace_id = madoguchi_workspace() and h.id = e.harassment_id and h.removing_at is not null
    where e.workspace_id = madoguchi_workspace() and e.id = harassment_files.evidence_id));

-- What happened to a record, step by step.
create table harassment_steps (
  workspace_id bigint not null,
  id uuid not null,
  harassment_id uuid not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null,
  step text not null,
  -- What somebody wrote with it.
  words text not null,
  details jsonb not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, harassment_id) references harassments (workspace_id, id) on delete cascade
);
create index harassment_steps_harassment on harassment_steps (workspace_id, harassment_id, at);
select madoguchi_protect('harassment_steps');

-- How a customer may write to us, or that they may not.
create table contact_limits (
  workspace_id bigint not null,
  id uuid not null,
  harassment_id uuid not null,
  customer_id uuid not null,
  -- Nothing of theirs is let in; the other columns are empty then.
  is_block boolean not null,
  -- Channels that stay open to them; null: all.
  channels text[],
  -- So many messages in so many days; null: as many as they like.
  most integer check (most >= 0),
  period_days integer check (period_days > 0),
  -- {days: [0…6], from, to}: when they may write, in the workspace's time zone; null: at any time. Sunday is 0.
  hours jsonb,
  reason text not null,
  review_on date not null,
  -- The approved text with which they are told, once; null: they are not.
  template_id uuid,
  told_at timestamptz,
  -- Why that could not be sent; null: nothing hindered it.
  told_problem text,
  -- Names the limit to whoever appeals against it.
  token text not null,
  set_by uuid not null,
  set_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  -- SHA-256 of the addresses of somebody who was erased while the limit stood.
  erased_keys bytea[] not null default '{}',
  primary key (workspace_id, id),
  foreign key (workspace_id, harassment_id) references harassments (workspace_id, id) on delete cascade,
  foreign key (workspace_id, template_id) references templates (workspace_id, id)
);
create index contact_limits_harassment on contact_limits (workspace_id, harassment_id);
create index contact_limits_customer on contact_limits (workspace_id, customer_id);
create index contact_limits_standing on contact_limits (workspace_id, review_on) where lifted_at is null;
create index contact_limits_template on contact_limits (workspace_id, template_id) where template_id is not null;
create unique index contact_limits_token on contact_limits (workspace_id, token);
select madoguchi_protect('contact_limits');

-- What came from somebody whose contact is limited: let in, or held. One row for each arrival, for ever.
create table limited_contacts (
  workspace_id bigint not null,
  arrival_id uuid not null,
  limit_id uuid not null,
  inbox_id uuid not null,
  at timestamptz not null,
  -- Why it is held; null: it was let in.
  held_for text check (held_for in ('block', 'channel', 'number', 'hours')),
  primary key (workspace_id, arrival_id),
  foreign key (workspace_id, limit_id) references contact_limits (workspace_id, id) on delete cascade
);
create index limited_contacts_limit on limited_contacts (workspace_id, limit_id, at);
select madoguchi_protect('limited_contacts');

create table appeals (
  workspace_id bigint not null,
  id uuid not null,
  limit_id uuid not null,
  words text not null,
  came_at timestamptz not null,
  -- Who wrote it down for the customer; null: they did it themselves.
  noted_by uuid,
  decided_at timestamptz,
  decided_by uuid,
  -- Null: not decided yet.
  outcome text check (outcome in ('upheld', 'lifted')),
  answer text not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, limit_id) references contact_limits (workspace_id, id) on delete cascade
);
create index appeals_limit on appeals (workspace_id, limit_id);
create unique index appeals_open on appeals (workspace_id, limit_id) where outcome is null;
select madoguchi_protect('appeals');

-- What an answer of the library is for: an answer, or a refusal that may be sent to whoever harasses.
alter table templates add column purpose text not null default 'answer' check (purpose in ('answer', 'refusal'));
