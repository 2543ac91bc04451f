-- Why a customer's data could not be put into a file: processes stopped while they made it, or something went wrong.
alter table customer_exports add column failure text
  constraint customer_exports_failure_check check (failure in ('stopped', 'error'));
