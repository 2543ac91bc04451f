-- A customer's language without its region, so that lists are narrowed by it without reading everybody: row-level
-- security lets only plain comparisons of columns use an index.

alter table customers add column language_key text generated always as (split_part(lower(language), '-', 1)) stored;
create index customers_language on customers (workspace_id, language_key, last_seen_at desc, id desc);

-- Customers by their words. Behind row-level security the text index could not be used, since its operators are not
-- leakproof; this runs as the owner of the table, and for the session's own workspace only.
create function madoguchi_customers_matching(bigint, wanted tsquery, patterns text[]) returns table (id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from customers c
  where c.workspace_id = $1 and $1 = madoguchi_workspace() and c.tokens @@ wanted and c.search_text like all(patterns)
$$;
