import type { CalendarInput } from '../../server/modules/hours/index.ts'
import type { Keys } from './keys.ts'

const at = (opens: string, closes: string) => [{ opens, closes }]

const weekOf = (workday: ReturnType<typeof at>, weekend: ReturnType<typeof at>) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => (weekday <= 5 ? workday : weekend))

/**
 * When the demo shop is open: until nine in the evening, later in the morning at weekends, closed at the turn of the year.
 * Chats are not answered on public holidays.
 */
export const demoHours = (now: Date, { inboxes }: Pick<Keys, 'inboxes'>): CalendarInput[] => {
  const year = now.getUTCFullYear()
  const turns = [year - 1, year, year + 1].flatMap((y) => [
    { date: `${y}-01-01`, name: '元日' },
    { date: `${y}-01-02`, name: '年始休業' },
    { date: `${y}-01-03`, name: '年始休業' },
    { date: `${y}-12-31`, name: '年末休業' },
  ])
  const all = {
    timeZone: 'Asia/Tokyo',
    days: turns.map((day) => ({ ...day, blocks: [] })),
    inboxIds: [],
    teamIds: [],
  }
  const chats = [...inboxes.values()].filter(({ channel }) => channel === 'chat').map(({ id }) => id)
  return [
    { ...all, name: '営業時間', region: null, week: weekOf(at('09:00', '21:00'), at('10:00', '21:00')) },
    {
      ...all,
      name: 'チャット受付',
      region: 'JP',
      week: weekOf(at('10:00', '21:00'), at('10:00', '18:00')),
      inboxIds: chats,
    },
  ]
}
