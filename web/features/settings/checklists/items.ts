import type { Checklist } from '../../../api/reads/teamwork.ts'

/** A task of a checklist as it stands in the form; the key stays while it is moved. */
export interface DraftItem {
  key: string
  title: string
  assignee: string
  /** Undefined: it has no deadline; NaN while what stands there is no number. */
  dueHours: number | undefined
}

let made = 0

/** A task that says nothing yet. */
export const newItem = (): DraftItem => {
  made += 1
  return { key: `new ${made}`, title: '', assignee: 'nobody', dueHours: undefined }
}

/** What stands in the form of a checklist, or of a new one. */
export const itemsOf = (list: Checklist | undefined): DraftItem[] =>
  list
    ? list.items.map((item, at) => ({ ...item, dueHours: item.dueHours ?? undefined, key: `kept ${at}` }))
    : [newItem()]

/** True for hours that can be a deadline, or none. */
export const isDue = (hours: number | undefined): boolean =>
  hours === undefined || (Number.isInteger(hours) && hours >= 1 && hours <= 8760)

/** As the server takes it; lines in which nothing stands are left out. */
export const bodyOf = (name: string, items: readonly DraftItem[]) => ({
  name: name.trim(),
  items: items
    .filter(({ title }) => title.trim() !== '')
    .map(({ key: _, title, assignee, dueHours }) => ({
      title: title.trim(),
      assignee,
      dueHours: dueHours ?? null,
    })),
})

/** The list with one of it a place further up or down. */
export const moved = (items: readonly DraftItem[], key: string, by: 1 | -1): DraftItem[] => {
  const from = items.findIndex((item) => item.key === key)
  const to = from + by
  const other = items[to]
  const own = items[from]
  if (!own || !other) return [...items]
  return items.map((item, at) => (at === from ? other : at === to ? own : item))
}
