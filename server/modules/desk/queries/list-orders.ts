import { sql, type Sql } from '../../../kernel/db/index.ts'
import type { Filter } from '../contract.ts'
import type { Place } from '../cursor.ts'
import { FIRST_ID, LAST_ID } from '../../../kernel/ids.ts'
import { unseen } from './pieces.ts'

/** An order of lists, as SQL. Alias `c` is conversations, `p (id, at)` rows of a page. */
export interface ListOrder {
  column: Sql
  /** Condition: behind a place. */
  after(place: Place): Sql
  inner: Sql
  outer: Sql
  start: Place
}

const behind = ({ at, id }: Place): Sql => sql`(${unseen(at, 'timestamptz')}, ${unseen(id, 'uuid')})`

/** The orders of lists. Ties are broken by id, so that every row has one place. */
export const LIST_ORDERS: Record<Filter['sort'], ListOrder> = {
  newest: {
    column: sql`c.last_activity_at`,
    after: (place) => sql`(c.last_activity_at, c.id) < ${behind(place)}`,
    inner: sql`order by c.last_activity_at desc, c.id desc`,
    outer: sql`order by p.at desc, p.id desc`,
    start: { at: 'infinity', id: LAST_ID },
  },
  oldest: {
    column: sql`c.last_activity_at`,
    after: (place) => sql`(c.last_activity_at, c.id) > ${behind(place)}`,
    inner: sql`order by c.last_activity_at, c.id`,
    outer: sql`order by p.at, p.id`,
    start: { at: '-infinity', id: FIRST_ID },
  },
  waiting: {
    column: sql`c.waiting_since`,
    after: (place) => sql`c.waiting_since is not null and (c.waiting_since, c.id) > ${behind(place)}`,
    inner: sql`order by c.waiting_since, c.id`,
    outer: sql`order by p.at, p.id`,
    start: { at: '-infinity', id: FIRST_ID },
  },
  due: {
    column: sql`c.promise_due_at`,
    after: (place) => sql`c.promise_due_at is not null and (c.promise_due_at, c.id) > ${behind(place)}`,
    inner: sql`order by c.promise_due_at, c.id`,
    outer: sql`order by p.at, p.id`,
    start: { at: '-infinity', id: FIRST_ID },
  },
}
