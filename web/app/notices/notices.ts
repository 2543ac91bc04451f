import i18n from 'i18next'
import { asProblem } from '../../api/problem.ts'
import { problemText } from './problem-text.ts'
import { forgetUndo, rememberUndo, undo, type Undoable } from './undo.ts'

/** A short message that goes away by itself, unless it waits for somebody. */
export interface Notice {
  id: string
  tone: 'done' | 'problem'
  text: string
  /** When it goes, in ms of this machine's clock; Infinity where it stays until it is closed. */
  until: number
  /** Takes back what was done. */
  undo?: () => void
  /** What can be done about it. */
  action?: { label: string; run(): void }
  /** The seconds are counted down: something leaves when they are over. */
  countDown?: boolean
}

const most = 4

let notices: readonly Notice[] = []
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function set(next: readonly Notice[]): void {
  notices = next
  clearTimeout(timer)
  const first = Math.min(...notices.map((one) => one.until))
  if (Number.isFinite(first)) timer = setTimeout(sweep, Math.max(50, first - Date.now()))
  for (const listener of listeners) listener()
}
const sweep = () => set(notices.filter((one) => one.until > Date.now()))

/** A store for `useSyncExternalStore`. */
export const noticeStore = {
  get: (): readonly Notice[] => notices,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  hide: (id: string): void => set(notices.filter((one) => one.id !== id)),
}

const stays = (notice: Notice) => notice.until === Infinity

/** The newest few, and every one that waits for somebody. */
function show(notice: Notice): void {
  const all = [...notices.filter((one) => one.id !== notice.id), notice]
  set([...all.filter(stays), ...all.filter((one) => !stays(one)).slice(-most)])
}

/** Says in passing that something was done. */
export function say(text: string): void {
  show({ id: text, tone: 'done', text, until: Date.now() + 3000 })
}

/** Says that what was tried did not work out, although nothing was wrong with the request. */
export function sayFailure(text: string): void {
  show({ id: text, tone: 'problem', text, until: Date.now() + 8000 })
}

/** Says that something went wrong, in a sentence. */
export function sayProblem(error: unknown): void {
  const problem = asProblem(error)
  const id = `problem ${problem.code}`
  show({ id, tone: 'problem', text: problemText(i18n.t, problem), until: Date.now() + 8000 })
}

/** Says what somebody must not miss: it stays until it is closed, or something is done about it. */
export function sayUntilSeen({ id, text, action }: Required<Pick<Notice, 'id' | 'text' | 'action'>>): void {
  const run = () => {
    noticeStore.hide(id)
    action.run()
  }
  show({ id, tone: 'problem', text, until: Infinity, action: { ...action, run } })
}

interface Done {
  id: string
  text: string
  seconds: number
  undo(): void
  countDown?: boolean
}

/**
 * Says that something was done and offers to take it back: by its button, or by the key Z. Gives back how to unsay
 * it: it was not done after all.
 */
export function sayDone({ id, text, seconds, undo: takeBack, countDown = false }: Done): () => void {
  const until = Date.now() + seconds * 1000
  const undoable: Undoable = {
    id,
    text,
    until,
    undo: () => {
      noticeStore.hide(id)
      takeBack()
    },
  }
  const notice: Notice = { id, tone: 'done', text, until, countDown, undo: () => undo(Date.now(), id) }
  rememberUndo(undoable)
  show(notice)
  return () => {
    forgetUndo(undoable)
    set(notices.filter((one) => one !== notice))
  }
}
