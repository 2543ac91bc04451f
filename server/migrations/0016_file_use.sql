-- Where a file is used: files that nothing uses any more are swept at night, and each is looked up before it goes.

create index attachments_file on attachments (workspace_id, file_id) where file_id is not null;
