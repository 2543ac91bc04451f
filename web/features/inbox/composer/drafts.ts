import { call } from '../../../api/call.ts'
import type { Attachment, Draft } from '../../../api/types.ts'
import { whoIsHere } from '../../../app/who.ts'
import type { Written } from './written.ts'

export type Mode = Draft['mode']

/** What stands in one tab of the composer. */
export interface ModeDraft extends Written {
  cc: string[]
  bcc: string[]
  files: Attachment[]
}

/** What is written in a conversation and not sent. */
export interface LocalDraft {
  mode: Mode
  reply: ModeDraft
  note: ModeDraft
}

/** Whether what is written is safe on the server. */
export type SaveState = 'saved' | 'saving' | 'unsaved'

const emptyMode: ModeDraft = { text: '', html: null, mentions: [], cc: [], bcc: [], files: [] }
const emptyDraft: LocalDraft = { mode: 'reply', reply: emptyMode, note: emptyMode }

const pause = 1200
/** Per agent: the next one on this machine must not find these words. */
const keptUnder = (conversationId: string) => `madoguchi.draft.${whoIsHere() ?? ''}.${conversationId}`

const local = new Map<string, LocalDraft>()
const states = new Map<string, SaveState>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const collectors = new Map<string, () => void>()
const listeners = new Set<() => void>()
const restored = new Set<(conversationId: string) => void>()

const setState = (conversationId: string, state: SaveState) => {
  states.set(conversationId, state)
  for (const listener of listeners) listener()
}

const bodyOf = ({ mode, ...draft }: LocalDraft) => {
  const { text, html, cc, bcc, files } = draft[mode]
  return { mode, text, html, cc, bcc, attachmentIds: files.map((file) => file.id) }
}

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

async function save(conversationId: string): Promise<void> {
  clearTimeout(timers.get(conversationId))
  timers.delete(conversationId)
  if (states.get(conversationId) !== 'unsaved') return
  collectors.get(conversationId)?.()
  const draft = local.get(conversationId)
  if (!draft) return
  setState(conversationId, 'saving')
  keepHere(conversationId, draft)
  try {
    await call('conversations.saveDraft', { params: { conversationId }, body: bodyOf(draft) })
    keepHere(conversationId, undefined)
    if (states.get(conversationId) === 'saving') setState(conversationId, 'saved')
  } catch {
    // It stays on this machine and is tried again with the next change.
    if (states.get(conversationId) === 'saving') setState(conversationId, 'unsaved')
  }
}

/** Drafts by conversation: in memory at once, on the server after a pause. */
export const drafts = {
  /** The draft, or an empty one. */
  of: (conversationId: string): LocalDraft =>
    local.get(conversationId) ?? readHere(conversationId) ?? emptyDraft,

  /** True when this screen knows better than the server. */
  isKnown: (conversationId: string): boolean =>
    local.has(conversationId) || readHere(conversationId) !== undefined,

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

  /** Saves at once what has not been saved. */
  flush(conversationId: string): void {
    if (states.get(conversationId) === 'unsaved') void save(conversationId)
  },

  /** A composer that is open hands over what is in its editor when asked. */
  attach(conversationId: string, collect: () => void): () => void {
    collectors.set(conversationId, collect)
    return () => {
      collect()
      if (collectors.get(conversationId) === collect) collectors.delete(conversationId)
      drafts.flush(conversationId)
    }
  },

  /** After sending: the tab is empty, and the server forgets its draft with the message. */
  clear(conversationId: string, mode: Mode): void {
    clearTimeout(timers.get(conversationId))
    local.set(conversationId, { ...drafts.of(conversationId), [mode]: emptyMode })
    keepHere(conversationId, undefined)
    setState(conversationId, 'saved')
    for (const tell of restored) tell(conversationId)
  },

  /** Puts a draft of the server, or words that were not taken, into the composer. */
  restore(
    conversationId: string,
    draft: Omit<Draft, 'updatedAt' | 'attachmentIds'>,
    files: Attachment[] = [],
  ): void {
    const { mode, text, html, cc, bcc } = draft
    const changed = {
      ...drafts.of(conversationId),
      mode,
      [mode]: { text, html, cc, bcc, files, mentions: [] },
    }
    local.set(conversationId, changed)
    for (const tell of restored) tell(conversationId)
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
