import type { Attachment, Draft } from '../../../api/types.ts'
import { above, isChanged, joinWords } from './join-words.ts'
import { keptHere } from './kept-here.ts'
import { outbox } from './outbox.ts'
import { emptyMode, type LocalDraft, type Mode, type ModeDraft } from './local-draft.ts'
import { other, saveDraft } from './save-draft.ts'
import { editable } from './written.ts'

export type { LocalDraft, Mode, ModeDraft } from './local-draft.ts'

/** Whether what is written is safe on the server. */
export type SaveState = 'saved' | 'saving' | 'unsaved'

const emptyDraft: LocalDraft = { mode: 'reply', reply: emptyMode, note: emptyMode }

const pause = 1200
/** On this machine only while the server does not have it. */
const kept = keptHere<LocalDraft>('draft')

const local = new Map<string, LocalDraft>()
const states = new Map<string, SaveState>()
const saving = new Map<string, Promise<void>>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const collectors = new Map<string, () => void>()
const listeners = new Set<() => void>()
const restored = new Set<(place: string) => void>()
const left = new Set<(place: string) => void>()

const setState = (place: string, state: SaveState) => {
  states.set(place, state)
  for (const listener of listeners) listener()
}

/** With a message on its way the server forgets its draft: what is written since is saved after it. */
const onTheWay = (place: string): boolean =>
  outbox.get().some((one) => one.conversationId === place && one.state === 'sending')

const isBlank = ({ reply, note }: LocalDraft): boolean =>
  [reply, note].every(({ text, files }) => text.trim() === '' && files.length === 0)

/** One after the other, so that an older state never arrives last. */
function save(place: string): Promise<void> {
  const earlier = saving.get(place)
  const mine = earlier ? earlier.then(() => saveNow(place)) : saveNow(place)
  saving.set(place, mine)
  return mine.finally(() => {
    if (saving.get(place) === mine) saving.delete(place)
  })
}

async function saveNow(place: string): Promise<void> {
  clearTimeout(timers.get(place))
  timers.delete(place)
  if (states.get(place) !== 'unsaved') return
  collectors.get(place)?.()
  const draft = local.get(place)
  if (!draft) return
  kept.write(place, draft)
  if (onTheWay(place)) return
  setState(place, 'saving')
  try {
    await saveDraft(place, draft)
    if (states.get(place) !== 'saving') return
    kept.write(place, undefined)
    setState(place, 'saved')
  } catch {
    // It stays on this machine and is tried again with the next change.
    if (states.get(place) === 'saving') setState(place, 'unsaved')
  }
}

/** Once nobody has it open and the server has it, the server knows best: another device may go on with it. */
function forgetSaved(place: string): void {
  if (collectors.has(place) || onTheWay(place)) return
  if (drafts.stateOf(place) !== 'saved') return
  local.delete(place)
}

/** After a pause; at once where its composer is not on the screen any more. */
function saveSoon(place: string): void {
  drafts.touch(place)
  if (!drafts.isOpen(place)) void drafts.flush(place).then(() => forgetSaved(place))
}

/** Drafts by place: in memory at once, on the server after a pause. */
export const drafts = {
  /** The draft, or an empty one. */
  of: (place: string): LocalDraft => local.get(place) ?? kept.read(place) ?? emptyDraft,

  /** True when this screen knows better than the server. */
  isKnown: (place: string): boolean =>
    local.has(place) || kept.read(place) !== undefined || drafts.stateOf(place) !== 'saved',

  /** True while its composer is on the screen. */
  isOpen: (place: string): boolean => collectors.has(place),

  /** A file that the server has got since: it belongs to what is written there, open or left. */
  addFile(place: string, mode: Mode, file: Attachment): void {
    const draft = drafts.of(place)
    const files = [...draft[mode].files.filter(({ id }) => id !== file.id), file]
    local.set(place, { ...draft, [mode]: { ...draft[mode], files } })
    saveSoon(place)
  },

  put(place: string, draft: LocalDraft): void {
    local.set(place, draft)
  },

  /** Says that something was typed. What it is is read from the editor only when it is saved. */
  touch(place: string): void {
    if (states.get(place) !== 'unsaved') setState(place, 'unsaved')
    clearTimeout(timers.get(place))
    timers.set(
      place,
      setTimeout(() => void save(place), pause),
    )
  },

  /** Saves at once what has not been saved; done when the server has it, or could not be reached. */
  flush: (place: string): Promise<void> =>
    states.get(place) === 'unsaved' ? save(place) : drafts.settled(place),

  /** A composer that is open hands over what is in its editor when asked. */
  attach(place: string, collect: () => void): () => void {
    collectors.set(place, collect)
    const untaken = local.has(place) ? undefined : kept.read(place)
    if (untaken) {
      // Written here and never taken by the server.
      local.set(place, untaken)
      drafts.touch(place)
    }
    return () => {
      collect()
      if (collectors.get(place) === collect) collectors.delete(place)
      // A composer of the same place may follow in this very moment.
      queueMicrotask(() => {
        if (!drafts.isOpen(place)) for (const tell of left) tell(place)
      })
      void drafts.flush(place).then(() => forgetSaved(place))
    }
  },

  /** Done once nothing of it is on its way to the server. */
  settled: (place: string): Promise<void> => saving.get(place) ?? Promise.resolve(),

  /**
   * On sending: the tab is empty, and the server forgets its draft with the message. Until it has, an empty one stays on
   * this machine: a page that is loaded anew does not bring the sent words back.
   */
  clear(place: string, mode: Mode): void {
    clearTimeout(timers.get(place))
    const draft = { ...drafts.of(place), [mode]: emptyMode }
    local.set(place, draft)
    kept.write(place, draft)
    setState(place, 'saved')
    for (const tell of restored) tell(place)
  },

  /**
   * A message of it is on its way no more. Where the server has taken it, its draft is gone with it, and what was
   * written since is saved anew; else it still has the words that were sent, and gets what stands here.
   */
  answered(place: string, taken: boolean): void {
    if (onTheWay(place)) return
    if (taken && drafts.stateOf(place) === 'saved' && isBlank(drafts.of(place))) {
      kept.write(place, undefined)
      forgetSaved(place)
      return
    }
    saveSoon(place)
  },

  /** Puts words that were not taken back into their tab, above what has been begun there since. */
  bringBack(place: string, mode: Mode, draft: ModeDraft): void {
    collectors.get(place)?.()
    const known = drafts.of(place)
    const both = { ...known, mode, [mode]: above(draft, known[mode]) }
    local.set(place, both)
    kept.write(place, both)
    for (const tell of restored) tell(place)
    saveSoon(place)
  },

  /** Knows of it no more: it was sent, or is on the server alone. Nothing is said to anybody. */
  forget(place: string): void {
    clearTimeout(timers.get(place))
    timers.delete(place)
    local.delete(place)
    kept.write(place, undefined)
    setState(place, 'saved')
  },

  /**
   * Puts a draft of the server into the composer, with what was written there while it was on its way. `base` is what
   * stood there when the server was asked, where it is part of its draft.
   */
  restore(
    place: string,
    draft: Omit<Draft, 'updatedAt' | 'attachmentIds'>,
    files: Attachment[] = [],
    asideFiles: Attachment[] = [],
    base: LocalDraft = emptyDraft,
  ): void {
    collectors.get(place)?.()
    const { mode, text, html, to, cc, bcc, aside } = draft
    const known = drafts.of(place)
    const own: ModeDraft = { text, html: editable(html), to, cc, bcc, files, mentions: [] }
    const beside: ModeDraft = aside
      ? { ...emptyMode, text: aside.text, html: editable(aside.html), files: asideFiles }
      : known[other(mode)]
    const joined = joinWords(own, base[mode], known[mode])
    const joinedBeside = joinWords(beside, base[other(mode)], known[other(mode)])
    // Nobody's hands are led from a note into an answer.
    const writing = isChanged(known[known.mode], base[known.mode])
    local.set(place, {
      ...known,
      mode: writing ? known.mode : mode,
      [mode]: joined,
      [other(mode)]: joinedBeside,
    })
    for (const tell of restored) tell(place)
    if (isChanged(joined, own) || isChanged(joinedBeside, beside)) saveSoon(place)
  },

  onRestored(listener: (place: string) => void): () => void {
    restored.add(listener)
    return () => restored.delete(listener)
  },

  /** Hears of a place whose composer is not on the screen any more. */
  onLeft(listener: (place: string) => void): () => void {
    left.add(listener)
    return () => left.delete(listener)
  },

  stateOf: (place: string): SaveState => states.get(place) ?? 'saved',
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
