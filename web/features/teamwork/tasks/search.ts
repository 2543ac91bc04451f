import type { TaskFilter } from '../../../api/reads/teamwork.ts'

/** Which tasks are shown, as it stands in the address. */
export interface TaskSearch {
  assignee?: string | undefined
  state?: 'overdue' | 'done' | undefined
}

const isId = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f-]{36}$/i.test(text)

/** Reads an address; what is not understood is left out. */
export const readTaskSearch = ({ assignee, state }: Record<string, unknown>): TaskSearch => ({
  assignee: assignee === 'nobody' || assignee === 'anybody' || isId(assignee) ? assignee : undefined,
  state: state === 'overdue' || state === 'done' ? state : undefined,
})

/** What the server is asked for. */
export const filterOf = ({ assignee, state }: TaskSearch): TaskFilter => ({
  assignee: assignee ?? 'me',
  state: state ?? 'open',
})
