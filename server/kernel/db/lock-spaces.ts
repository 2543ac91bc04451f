/**
 * First halves of the advisory locks that have two, each with a meaning of its own: the second half is a workspace or the
 * number of a process. Leases and set-ups have keys of one number, which PostgreSQL keeps apart from these.
 */
export const LOCK_SPACES = {
  dispatch: 76,
  process: 77,
  intake: 78,
  search: 79,
  routing: 80,
  templates: 81,
} as const
