-- An archived inbox takes nothing in and sends nothing out; its conversations stay readable.

alter table inboxes drop constraint inboxes_state_check,
  add constraint inboxes_state_check check (state in ('active', 'paused', 'archived'));
