-- What is asked of others about a conversation: escalations to other departments, side conversations with suppliers and
-- carriers. Never part of what is said with its customer. See docs/decisions/0044.

create table partners (
  workspace_id bigint not null,
  id uuid not null,
  kind text not null check (kind in ('department', 'supplier', 'carrier', 'other')),
  name text not null,
  -- [{name, address}]
  people jsonb not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id) references workspaces (id)
);
create unique index partners_name on partners (workspace_id, name) where removed_at is null;
select madoguchi_protect('partners');

-- Why something is escalated: to whom it goes then, and how long they have, unless somebody says otherwise.
create table escalation_types (
  workspace_id bigint not null,
  id uuid not null,
  name text not null,
  partner_id uuid,
  due_hours integer,
  created_at timestamptz not null,
  removed_at timestamptz,
  primary key (workspace_id, id),
  foreign key (workspace_id, partner_id) references partners (workspace_id, id)
);
create unique index escalation_types_name on escalation_types (workspace_id, name) where removed_at is null;
create index escalation_types_partner on escalation_types (workspace_id, partner_id) where partner_id is not null;
select madoguchi_protect('escalation_types');

create table asides (
  workspace_id bigint not null,
  id uuid not null,
  conversation_id uuid not null,
  -- Which of its conversation's it is: with that one's number it is how others call it.
  number integer not null,
  kind text not null check (kind in ('escalation', 'side')),
  -- Through which it leaves, and answers come in.
  inbox_id uuid not null,
  partner_id uuid,
  partner_name text not null,
  type_id uuid,
  -- As it was called then.
  type_name text,
  subject text not null,
  due_at timestamptz,
  -- Said to be overdue; null: not yet.
  told_at timestamptz,
  state text not null check (state in ('waiting', 'answered', 'closed')),
  created_by uuid,
  created_at timestamptz not null,
  answered_at timestamptz,
  closed_at timestamptz,
  closed_by uuid,
  -- Until when, and with which signature, it opens without a seat.
  link_until timestamptz,
  link_epoch integer not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade,
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id),
  foreign key (workspace_id, partner_id) references partners (workspace_id, id),
  foreign key (workspace_id, type_id) references escalation_types (workspace_id, id)
);
create index asides_conversation on asides (workspace_id, conversation_id);
create index asides_state on asides (workspace_id, state, due_at, id);
create index asides_due on asides (workspace_id, due_at) where state = 'waiting' and told_at is null;
create index asides_created on asides (workspace_id, created_at);
create index asides_answered on asides (workspace_id, answered_at) where answered_at is not null;
create index asides_inbox on asides (workspace_id, inbox_id);
create index asides_partner on asides (workspace_id, partner_id) where partner_id is not null;
create index asides_type on asides (workspace_id, type_id) where type_id is not null;
select madoguchi_protect('asides');

create table aside_messages (
  workspace_id bigint not null,
  id uuid not null,
  aside_id uuid not null,
  direction text not null check (direction in ('out', 'in')),
  -- desk: somebody of ours wrote down what was said elsewhere.
  via text not null check (via in ('mail', 'link', 'desk')),
  author_id uuid,
  author_name text not null,
  author_address text,
  -- [{role, name, address}]
  recipients jsonb not null,
  text text not null,
  files uuid[] not null,
  automatic boolean not null,
  at timestamptz not null,
  -- Of what leaves by mail; null: nothing of it is sent.
  state text check (state in ('queued', 'sending', 'sent', 'failed', 'uncertain', 'bounced', 'cancelled')),
  attempts integer not null,
  process integer,
  reason jsonb,
  accepted text[] not null,
  channel_key text,
  primary key (workspace_id, id),
  foreign key (workspace_id, aside_id) references asides (workspace_id, id) on delete cascade
);
create index aside_messages_aside on aside_messages (workspace_id, aside_id, at);
create index aside_messages_sending on aside_messages (workspace_id, process) where state = 'sending';
select madoguchi_protect('aside_messages');

-- Under which keys answers, and news of what was sent, come in.
create table aside_keys (
  workspace_id bigint not null,
  inbox_id uuid not null,
  key text not null,
  aside_id uuid not null,
  message_id uuid,
  primary key (workspace_id, inbox_id, key),
  foreign key (workspace_id, aside_id) references asides (workspace_id, id) on delete cascade,
  foreign key (workspace_id, inbox_id) references inboxes (workspace_id, id)
);
create index aside_keys_aside on aside_keys (workspace_id, aside_id);
select madoguchi_protect('aside_keys');

-- A file that stands beside a conversation, in no message of it.
alter table attachments add column beside_id uuid;
alter table attachments add foreign key (workspace_id, beside_id) references conversations (workspace_id, id) on delete cascade;
create index attachments_beside on attachments (workspace_id, beside_id) where beside_id is not null;
