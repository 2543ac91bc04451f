-- Somebody looked at an arrival that could not be taken in and said that nothing is to be done: kept, and counted no more.

alter table arrivals drop constraint arrivals_state_check,
  add constraint arrivals_state_check check (state in ('waiting', 'done', 'ignored', 'quarantined', 'dismissed'));
create index arrivals_dismissed on arrivals (workspace_id, inbox_id, id) where state = 'dismissed';
