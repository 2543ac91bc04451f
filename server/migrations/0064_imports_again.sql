-- What a conversation was called where it was brought in from: customers go on to name it. See docs/decisions/0039-imports.md.
alter table conversations add column old_number text;

-- An import that is to go from the list first loses what it holds, a piece at a time.
alter table imports drop constraint imports_state_check;
alter table imports add constraint imports_state_check check (state in (
  'uploading', 'columns', 'reading', 'ready', 'making', 'done', 'failed', 'cancelled', 'undoing', 'undone', 'removing'));
