-- A note about a customer that was removed can be brought back for a while, as it was.

alter table customer_notes add column removed_at timestamptz;
create index customer_notes_removed on customer_notes (workspace_id, removed_at) where removed_at is not null;
