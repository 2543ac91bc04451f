-- Whether internal notes stand in an export of a person's data: they are about the person, and by colleagues.
alter table customer_exports add column notes boolean not null default false;
