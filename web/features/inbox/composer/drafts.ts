import type { Attachment, Draft } from '../../../api/types.ts'
import { whoIsHere } from '../../../app/who.ts'
import { above, isChanged, joinWords } from './join-words.ts'
import { outbox } from './outbox.ts'
import { emptyMode, type LocalDraft, type Mode, type ModeDraft } from './local-draft.ts'
import { other, saveDraft } from './save-draft.ts'
import { editable } from './written.ts'

export type { LocalDraft, Mode, ModeDraft } from './local-draft.ts'

/** Whether what is written is safe on the server. */
export type SaveState = 'saved' | 'saving' | 'unsaved'

const emptyDraft: LocalDraft = { mode: 'reply', reply: emptyMode, note: emptyMode }

const pause = 1200
/** Per agent: the next one on this machine must not find these words. */
const keptUnder = (conversationId: string) => `madoguchi.draft.${whoIsHere() ?? ''}.${conversationId}`

const local = new Map<string, LocalDraft>()
const states = new Map<string, SaveState>()
const saving = new Map<string, Promise<void>>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const collectors = new Map<string, () => void>()
const listeners = new Set<() => void>()
const restored = new Set<(conversationId: string) => void>()

const setState = (conversationId: string, state: SaveState) => {
  states.set(conversationId, state)
  for (const listener of listeners) listener()
}

/** With a message on its way the server forgets its draft: what is written since is saved after it. */
const onTheWay = (conversationId: string): boolean =>
  outbox.get().some((one) => one.conversationId === conversationId && one.state === 'sending')

const isBlank = ({ reply, note }: LocalDraft): boolean =>
  [reply, note].every(({ text, files }) => text.trim() === '' && files.length === 0)

/** On this machine only while the server does not have it. */
function keepHere(conversationId: string, draft: LocalDraft | undefined): void {
  try {
    if (draft) localStorage.setItem(keptUnder(conversationId), JSON.stringify(draft))
    else localStorage.removeItem(keptUnder(conversationId))
  } catch {
    // A full or forbidden store: the server has it in a moment.
  }
}

function readHere(conversationId: string): LocalDraft | undefined {
  try {
    const text = localStorage.getItem(keptUnder(conversationId))
    return text === null ? undefined : (JSON.parse(text) as LocalDraft)
  } catch {
    return undefined
  }
}

/** One after the other, so that an older state never arrives last. */
function save(conversationId: string): Promise<void> {
  const earlier = saving.get(conversationId)
  const mine = earlier ? earlier.then(() => saveNow(conversationId)) : saveNow(conversationId)
  saving.set(conversationId, mine)
  return mine.finally(() => {
    if (saving.get(conversationId) === mine) saving.delete(conversationId)
  })
}

async function saveNow(conversationId: string): Promise<void> {
  clearTimeout(timers.get(conversationId))
  timers.delete(conversationId)
  if (states.get(conversationId) !== 'unsaved') return
  collectors.get(conversationId)?.()
  const draft = local.get(conversationId)
  if (!draft) return
  keepHere(conversationId, draft)
  if (onTheWay(conversationId)) return
  setState(conversationId, 'saving')
  try {
    await saveDraft(conversationId, draft)
    if (states.get(conversationId) !== 'saving') return
    keepHere(conversationId, undefined)
    setState(conversationId, 'saved')
  } catch {
    // It stays on this machine and is tried again with the next change.
    if (states.get(conversationId) === 'saving') setState(conversationId, 'unsaved')
  }
}

/** Once nobody has it open and the server has it, the server knows best: another device may go on with it. */
function forgetSaved(conversationId: string): void {
  if (collectors.has(conversationId) || onTheWay(conversationId)) return
  if (drafts.stateOf(conversationId) !== 'saved') return
  local.delete(conversationId)
}

/** After a pause; at once where its composer is not on the screen any more. */
function saveSoon(conversationId: string): void {
  drafts.touch(conversationId)
  if (!drafts.isOpen(conversationId))
    void drafts.flush(conversationId).then(() => forgetSaved(conversationId))
}

/** Drafts by conversation: in memory at once, on the server after a pause. */
export const drafts = {
  /** The draft, or an empty one. */
  of: (conversationId: string): LocalDraft =>
    local.get(conversationId) ?? readHere(conversationId) ?? emptyDraft,

  /** True when this screen knows better than the server. */
  isKnown: (conversationId: string): boolean =>
    local.has(conversationId) ||
    readHere(conversationId) !== undefined ||
    drafts.stateOf(conversationId) !== 'saved',

  /** True while its composer is on the screen. */
  isOpen: (conversationId: string): boolean => collectors.has(conversationId),

  /** A file that the server has got since: it belongs to what is written there, open or left. */
  addFile(conversationId: string, mode: Mode, file: Attachment): void {
    const draft = drafts.of(conversationId)
    const files = [...draft[mode].files.filter(({ id }) => id !== file.id), file]
    local.set(conversationId, { ...draft, [mode]: { ...draft[mode], files } })
    saveSoon(conversationId)
  },

  put(conversationId: string, draft: LocalDraft): void {
    local.set(conversationId, draft)
  },

  /** Says that something was typed. What it is is read from the editor only when it is saved. */
  touch(conversationId: string): void {
    if (states.get(conversationId) !== 'unsaved') setState(conversationId, 'unsaved')
    clearTimeout(timers.get(conversationId))
    timers.set(
      conversationId,
      setTimeout(() => void save(conversationId), pause),
    )
  },

  /** Saves at once what has not been saved; done when the server has it, or could not be reached. */
  flush: (conversationId: string): Promise<void> =>
    states.get(conversationId) === 'unsaved'
      ? save(conversationId)
      : (saving.get(conversationId) ?? Promise.resolve()),

  /** A composer that is open hands over what is in its editor when asked. */
  attach(conversationId: string, collect: () => void): () => void {
    collectors.set(conversationId, collect)
    const left = local.has(conversationId) ? undefined : readHere(conversationId)
    if (left) {
      // Written here and never taken by the server.
      local.set(conversationId, left)
      drafts.touch(conversationId)
    }
    return () => {
      collect()
      if (collectors.get(conversationId) === collect) collectors.delete(conversationId)
      void drafts.flush(conversationId).then(() => forgetSaved(conversationId))
    }
  },

  /** Done once nothing of it is on its way to the server. */
  settled: (conversationId: string): Promise<void> => saving.get(conversationId) ?? Promise.resolve(),

  /**
   * On sending: the tab is empty, and the server forgets its draft with the message. Until it has, an empty one stays on
   * this machine: a page that is loaded anew does not bring the sent words back.
   */
  clear(conversationId: string, mode: Mode): void {
    clearTimeout(timers.get(conversationId))
    const draft = { ...drafts.of(conversationId), [mode]: emptyMode }
    local.set(conversationId, draft)
    keepHere(conversationId, draft)
    setState(conversationId, 'saved')
    for (const tell of restored) tell(conversationId)
  },

  /**
   * A message of it is on its way no more. Where the server has taken it, its draft is gone with it, and what was
   * written since is saved anew; else it still has the words that were sent, and gets what stands here.
   */
  answered(conversationId: string, taken: boolean): void {
    if (onTheWay(conversationId)) return
    if (taken && drafts.stateOf(conversationId) === 'saved' && isBlank(drafts.of(conversationId))) {
      keepHere(conversationId, undefined)
      forgetSaved(conversationId)
      return
    }
    saveSoon(conversationId)
  },

  /** Puts words that were not taken back into their tab, above what has been begun there since. */
  bringBack(conversationId: string, mode: Mode, draft: ModeDraft): void {
    collectors.get(conversationId)?.()
    const known = drafts.of(conversationId)
    const both = { ...known, mode, [mode]: above(draft, known[mode]) }
    local.set(conversationId, both)
    keepHere(conversationId, both)
    for (const tell of restored) tell(conversationId)
    saveSoon(conversationId)
  },

  /** Knows of it no more: it was sent, or is on the server alone. Nothing is said to anybody. */
  forget(conversationId: string): void {
    clearTimeout(timers.get(conversationId))
    timers.delete(conversationId)
    local.delete(conversationId)
    keepHere(conversationId, undefined)
    setState(conversationId, 'saved')
  },

  /**
   * Puts a draft of the server into the composer, with what was written there while it was on its way. `base` is what
   * stood there when the server was asked, where it is part of its draft.
   */
  restore(
    conversationId: string,
    draft: Omit<Draft, 'updatedAt' | 'attachmentIds'>,
    files: Attachment[] = [],
    asideFiles: Attachment[] = [],
    base: LocalDraft = emptyDraft,
  ): void {
    collectors.get(conversationId)?.()
    const { mode, text, html, to, cc, bcc, aside } = draft
    const known = drafts.of(conversationId)
    const own: ModeDraft = { text, html: editable(html), to, cc, bcc, files, mentions: [] }
    const beside: ModeDraft = aside
      ? { ...emptyMode, text: aside.text, html: editable(aside.html), files: asideFiles }
      : known[other(mode)]
    const joined = joinWords(own, base[mode], known[mode])
    const joinedBeside = joinWords(beside, base[other(mode)], known[other(mode)])
    // Nobody's hands are led from a note into an answer.
    const writing = isChanged(known[known.mode], base[known.mode])
    local.set(conversationId, {
      ...known,
      mode: writing ? known.mode : mode,
      [mode]: joined,
      [other(mode)]: joinedBeside,
    })
    for (const tell of restored) tell(conversationId)
    if (isChanged(joined, own) || isChanged(joinedBeside, beside)) saveSoon(conversationId)
  },

  onRestored(listener: (conversationId: string) => void): () => void {
    restored.add(listener)
    return () => restored.delete(listener)
  },

  stateOf: (conversationId: string): SaveState => states.get(conversationId) ?? 'saved',
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
