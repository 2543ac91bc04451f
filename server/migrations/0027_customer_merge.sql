-- Two customers who are one person: merged as a link, so that it can be undone. See docs/decisions/0020-customer-merge.md.

-- The customer whom this one leads to, always the last of them; null: stands alone.
alter table customers add column merged_into uuid;
create index customers_merged on customers (workspace_id, merged_into) where merged_into is not null;

-- With whom an address was before any merge; null: with its customer.
alter table identities add column origin_id uuid;

-- The customer belongs to the inbox by a merge alone: an undo takes it back unless they spoke there since.
alter table customer_inboxes add column by_merge boolean;

-- Who and when stand on every merge and every undo. taken: what the survivor took over from the merged, by field.
-- seen_before: when the survivor was last heard of.
-- settled_at: since when everything has followed, forth or, once undone, back.
create table customer_merges (
  workspace_id bigint not null,
  id uuid not null,
  survivor_id uuid not null,
  merged_id uuid not null,
  reason text not null check (reason in ('manual', 'phone', 'email', 'name', 'order', 'proof')),
  taken jsonb not null default '{}',
  seen_before timestamptz not null,
  actor_kind text not null check (actor_kind in ('agent', 'system')),
  actor_id uuid,
  actor_name text not null,
  at timestamptz not null,
  settled_at timestamptz,
  undone_at timestamptz,
  undone_by_id uuid,
  undone_by_name text,
  primary key (workspace_id, id),
  foreign key (workspace_id, survivor_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, merged_id) references customers (workspace_id, id) on delete cascade
);
create unique index customer_merges_standing on customer_merges (workspace_id, merged_id) where undone_at is null;
create index customer_merges_survivor on customer_merges (workspace_id, survivor_id, id desc);
create index customer_merges_merged on customer_merges (workspace_id, merged_id, id desc);
select madoguchi_protect('customer_merges');

-- What a merge moved, by id. before: what the undo has to write back beside the customer.
create table customer_merge_parts (
  workspace_id bigint not null,
  merge_id uuid not null,
  kind text not null check (kind in ('identity', 'note', 'conversation', 'draft')),
  part_id uuid not null,
  before text,
  primary key (workspace_id, merge_id, kind, part_id),
  foreign key (workspace_id, merge_id) references customer_merges (workspace_id, id) on delete cascade
);
select madoguchi_protect('customer_merge_parts');

-- Two customers who may be one person, or must never be merged. a_id is the smaller id.
-- shared: what they have in common, as people read it.
create table customer_suggestions (
  workspace_id bigint not null,
  a_id uuid not null,
  b_id uuid not null,
  reason text not null check (reason in ('manual', 'phone', 'email', 'name', 'order', 'proof')),
  shared text,
  proven boolean not null default false,
  state text not null default 'open' check (state in ('open', 'never', 'merged')),
  at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  primary key (workspace_id, a_id, b_id),
  check (a_id < b_id),
  foreign key (workspace_id, a_id) references customers (workspace_id, id) on delete cascade,
  foreign key (workspace_id, b_id) references customers (workspace_id, id) on delete cascade
);
create index customer_suggestions_b on customer_suggestions (workspace_id, b_id);
select madoguchi_protect('customer_suggestions');

alter table customer_changes drop constraint customer_changes_kind_check;
alter table customer_changes add constraint customer_changes_kind_check check (kind in
  ('created', 'name', 'kana', 'language', 'attribute', 'address-added', 'address-removed', 'merged', 'unmerged')) not valid;
alter table customer_changes validate constraint customer_changes_kind_check;
