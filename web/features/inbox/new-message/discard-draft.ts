import { sayProblem } from '../../../app/notices/notices.ts'
import { drafts } from '../composer/drafts.ts'
import { emptyMode } from '../composer/local-draft.ts'
import { tabOf } from '../composer/place.ts'
import { saveDraft } from '../composer/save-draft.ts'
import { uploads } from '../composer/uploads.ts'
import type { Uploads } from '../composer/use-uploads.ts'

/** Nothing of a first message is written any more: it was sent or thrown away. */
export function forgetDraft(place: string): void {
  drafts.forget(place)
  uploads.clear(tabOf(place, 'reply'))
}

/** Throws away what was begun, here and on the server; says why and gives false where the server still has it. */
export async function discardDraft(place: string, files: Uploads): Promise<boolean> {
  // Nothing of it arrives after it was emptied; what the server has stays until that has come about.
  for (const { key, kept } of files.uploads) if (!kept) files.remove(key)
  await drafts.flush(place)
  try {
    await saveDraft(place, { mode: 'reply', reply: emptyMode, note: emptyMode })
  } catch (error) {
    sayProblem(error)
    return false
  }
  forgetDraft(place)
  return true
}
