import { conditionsAbout } from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import { isOpen, readCalendars } from '../hours/index.ts'
import { placeRows } from './queries/history.ts'

/** Whether it is business time now, by the calendar that holds for the inbox and the team. */
const openNow = async (db: Db, ids: readonly string[]): Promise<{ id: string; open: boolean }[]> => {
  const [calendars, rows] = await Promise.all([readCalendars(db), placeRows(db, ids)])
  const now = db.kernel.clock.now()
  return rows.map(({ id, ...place }) => ({ id, open: isOpen(calendars.of(place), now) }))
}

/** What may be asked of the hours of a conversation. */
export const conditions = conditionsAbout<{ id: string; open: boolean }>('conversation', openNow, [
  {
    name: 'hours.open',
    title: { en: 'It is business time now', ja: '現在が営業時間内である' },
    kind: 'flag',
    value: ({ open }) => open,
  },
])
