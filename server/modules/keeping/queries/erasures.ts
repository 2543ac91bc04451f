import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Counts, Person } from '../../../kernel/personal.ts'

/** An erasure as it is kept. */
export interface ErasureRow {
  id: string
  customerId: string
  state: 'running' | 'done'
  askedBy: string
  askedAt: Date
  doneAt: Date | null
  counts: Counts
}

const columns = sql`id, customer_id as "customerId", state, asked_by_name as "askedBy", asked_at as "askedAt",
  done_at as "doneAt", counts`

/** Begins an erasure. */
export const insertErasure = (
  tx: Tx,
  row: {
    id: string
    customerId: string
    askedById: string | null
    askedBy: string
    person: Person
    counts: Counts
  },
): Promise<ErasureRow> =>
  tx.one(sql`
    insert into erasures (workspace_id, id, customer_id, asked_by, asked_by_name, asked_at, person, counts)
    values (${tx.workspaceId}, ${row.id}, ${row.customerId}, ${row.askedById}::uuid, ${row.askedBy}, ${tx.now},
      ${JSON.stringify(row.person)}::jsonb, ${JSON.stringify(row.counts)}::jsonb)
    returning ${columns}`)

/** Where an erasure stands, held: two processes don't do the same piece. */
export const holdErasure = (
  tx: Tx,
  id: string,
): Promise<
  { customerId: string; person: Person; step: string; place: string | null; counts: Counts } | undefined
> =>
  tx.maybe(sql`
    select customer_id as "customerId", person, step, place, counts from erasures
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'running' for update`)

/** Keeps where an erasure stands. */
export const moveErasure = (
  tx: Tx,
  id: string,
  { step, place, counts }: { step: string; place: string | null; counts: Counts },
): Promise<number> =>
  tx.run(sql`
    update erasures set step = ${step}, place = ${place}, counts = ${JSON.stringify(counts)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Ends an erasure: nobody knows any more whom it was about. */
export const endErasure = (tx: Tx, id: string, counts: Counts): Promise<number> =>
  tx.run(sql`
    update erasures set state = 'done', done_at = ${tx.now}, person = null, step = '', place = null,
      counts = ${JSON.stringify(counts)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Erasures below an id, newest first. */
export const erasureRows = (db: Db, before: string | null, limit: number): Promise<ErasureRow[]> =>
  db.many(sql`
    select ${columns} from erasures
    where workspace_id = ${db.workspaceId} and (${before}::uuid is null or id < ${before}::uuid)
    order by id desc limit ${limit}`)
