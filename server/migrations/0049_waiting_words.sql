-- An answer is found by what waits to be approved by those alone who see that. See docs/decisions/0034-templates.md.

alter table templates add column draft_text text not null default '';
update templates set draft_text = search_text;
-- With the words of both until now: those of a draft are nobody else's. What is approved counts again once it is saved.
update templates set search_text = title_key where approved is distinct from latest;
