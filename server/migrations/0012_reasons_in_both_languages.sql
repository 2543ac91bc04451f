-- Reasons are shown in the reader's language, so they are kept in both. What was kept in one stands for both.

alter table messages alter column receipt_reason type jsonb
  using case when receipt_reason is null then null else jsonb_build_object('en', receipt_reason, 'ja', receipt_reason) end;

alter table deliveries alter column reason type jsonb
  using case when reason is null then null else jsonb_build_object('en', reason, 'ja', reason) end;

alter table delivery_attempts alter column reason type jsonb
  using case when reason is null then null else jsonb_build_object('en', reason, 'ja', reason) end;
