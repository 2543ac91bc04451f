import { call } from '../../../api/call.ts'
import type { Attachment } from '../../../api/types.ts'
import { drafts, type Mode } from './drafts.ts'
import { fetchFirstDraft } from './first-draft.ts'
import { restoreDraft } from './restore-draft.ts'
import { isFirst } from './place.ts'

/** What is being done for a place: the next file waits for it. */
const turns = new Map<string, Promise<void>>()

/**
 * Puts a file that the server has got to what is written, whether or not its composer is still open. Where this screen
 * has forgotten the draft meanwhile, the server's is fetched first: its words stay. One file after the other, since what
 * is fetched for one must hold those before it.
 */
export async function keepFile(place: string, mode: Mode, file: Attachment): Promise<void> {
  const before = turns.get(place) ?? Promise.resolve()
  const turn = before.catch(() => undefined).then(() => keepNext(place, mode, file))
  turns.set(place, turn)
  try {
    await turn
  } finally {
    if (turns.get(place) === turn) turns.delete(place)
  }
}

async function keepNext(place: string, mode: Mode, file: Attachment): Promise<void> {
  if (!drafts.isOpen(place) && !drafts.isKnown(place)) await fetchAnew(place)
  drafts.addFile(place, mode, file)
}

async function fetchAnew(place: string): Promise<void> {
  if (isFirst(place)) {
    const first = await fetchFirstDraft(place)
    if (first && !drafts.isKnown(place)) drafts.put(place, first)
    return
  }
  const draft = await call('conversations.getDraft', { params: { conversationId: place } })
  if (draft && !drafts.isKnown(place)) await restoreDraft(place, draft)
}
