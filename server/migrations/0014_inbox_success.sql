-- When an inbox's connection last worked: a watcher that is stuck shows by it. health_at stays since when it is as it is.

alter table inboxes add column health_ok_at timestamptz;
