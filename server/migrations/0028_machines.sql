-- What machines tell us, and what stops them. See docs/decisions/0017-machines.md.

-- Mail to this address did not arrive, or was called spam; until somebody writes from it.
alter table identities add column bounced_at timestamptz;
alter table identities add column bounce_kind text;
alter table identities add column bounce_reason jsonb;
alter table identities add constraint identities_bounce_kind_check
  check (bounce_kind in ('hard', 'soft', 'complaint')) not valid;
alter table identities validate constraint identities_bounce_kind_check;

-- Recipients, by their key, from whom a message came back although others may have it.
alter table deliveries add column bounced text[] not null default '{}';

-- Our newest mail from an inbox to an address: a bounce often says nothing but whom it is about.
create table outgoing_addresses (
  workspace_id bigint not null,
  inbox_id uuid not null,
  value_key text not null,
  message_id uuid not null,
  at timestamptz not null,
  primary key (workspace_id, inbox_id, value_key),
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade
);
create index outgoing_addresses_message on outgoing_addresses (workspace_id, message_id);
select madoguchi_protect('outgoing_addresses');

-- Automatic answers of the last hour, by the address that got them and the inbox that wrote them.
create table automatic_answers (
  workspace_id bigint not null,
  message_id uuid not null,
  inbox_id uuid not null,
  value_key text not null,
  at timestamptz not null,
  primary key (workspace_id, message_id),
  foreign key (workspace_id, message_id) references messages (workspace_id, id) on delete cascade
);
create index automatic_answers_address on automatic_answers (workspace_id, value_key, at);
create index automatic_answers_inbox on automatic_answers (workspace_id, inbox_id, at);
select madoguchi_protect('automatic_answers');

-- Too many automatic answers left within an hour: none do until somebody lets them. Null: they leave.
alter table inboxes add column acknowledge_paused_at timestamptz;
