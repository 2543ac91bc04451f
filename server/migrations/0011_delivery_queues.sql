-- Messages share a fixed number of job queues now. Those that were made for one conversation each are let go; what waits
-- in them leaves without a queue.

update graphile_worker._private_jobs j set job_queue_id = null
from graphile_worker._private_job_queues q
where q.id = j.job_queue_id and q.queue_name ~ '^delivery:[0-9a-f]{8}-' and q.locked_at is null;

delete from graphile_worker._private_job_queues q
where q.queue_name ~ '^delivery:[0-9a-f]{8}-' and q.locked_at is null;
