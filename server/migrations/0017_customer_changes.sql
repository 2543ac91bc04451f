-- What changed of a customer, with who and when: beside the audit log, which keeps no values and outlives the customer.

-- kind: created · name · kana · language · attribute · address-added · address-removed.
-- subject: the attribute's key, or the kind of the address. Values stand as they were, a text, a number or yes and no.
-- inbox_id: through which inbox it came, where a message brought it; whoever does not see that inbox does not see it.
create table customer_changes (
  workspace_id bigint not null,
  id uuid not null,
  customer_id uuid not null,
  kind text not null check (kind in ('created', 'name', 'kana', 'language', 'attribute', 'address-added', 'address-removed')),
  actor_kind text not null check (actor_kind in ('customer', 'agent', 'system', 'bot')),
  actor_id uuid,
  actor_name text not null,
  subject text,
  from_value jsonb,
  to_value jsonb,
  inbox_id uuid,
  at timestamptz not null,
  primary key (workspace_id, id),
  foreign key (workspace_id, customer_id) references customers (workspace_id, id) on delete cascade
);
create index customer_changes_customer on customer_changes (workspace_id, customer_id, at desc, id desc);
select madoguchi_protect('customer_changes');
