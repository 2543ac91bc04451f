import type { Calendar } from '../../server/modules/hours/index.ts'

const at = (from: number, to: number) => [{ opens: from * 60, closes: to * 60 }]

/** When the demo shop is open: until nine in the evening, later in the morning at weekends, closed at the turn of the year. */
export const demoHours = (now: Date): Calendar => {
  const year = now.getUTCFullYear()
  const turns = [year - 1, year, year + 1].flatMap((y) => [
    { date: `${y}-01-01`, name: '元日' },
    { date: `${y}-01-02`, name: '年始休業' },
    { date: `${y}-01-03`, name: '年始休業' },
    { date: `${y}-12-31`, name: '年末休業' },
  ])
  return {
    timeZone: 'Asia/Tokyo',
    week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => (weekday <= 5 ? at(9, 21) : at(10, 21))),
    days: turns.map((day) => ({ ...day, blocks: [] })),
  }
}
