-- Since when an inbox takes mail again after a pause: what it did not hear before says nothing.
alter table inbox_watch add column resumed_at timestamptz;
