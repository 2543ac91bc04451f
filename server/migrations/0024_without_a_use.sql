-- What was written and never read, and an index that was never looked into.

drop table conversation_reads;

alter table attachments drop column conversation_id;

drop index messages_arrival;
