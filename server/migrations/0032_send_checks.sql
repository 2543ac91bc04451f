-- What is looked at before an answer is sent. See docs/decisions/0023-before-sending.md.

-- One row a workspace, once somebody changed what is checked.
create table send_checks (
  workspace_id bigint not null,
  rules jsonb not null,
  primary key (workspace_id)
);
select madoguchi_protect('send_checks');

-- Which orders a talk was about: another customer's number in an answer is one that stands in their talks alone.
create table order_mentions (
  workspace_id bigint not null,
  -- Digits and capital letters only.
  order_key text not null,
  conversation_id uuid not null,
  primary key (workspace_id, order_key, conversation_id),
  foreign key (workspace_id, conversation_id) references conversations (workspace_id, id) on delete cascade
);
create index order_mentions_conversation on order_mentions (workspace_id, conversation_id);
select madoguchi_protect('order_mentions');
