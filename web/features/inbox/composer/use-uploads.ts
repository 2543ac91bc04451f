import { useCallback, useState, useSyncExternalStore } from 'react'
import type { Attachment } from '../../../api/types.ts'
import { drafts, type Mode } from './drafts.ts'
import { keepFile } from './keep-file.ts'
import { uploads } from './uploads.ts'

/** Files of one tab of a draft: they are sent to the server at once, and named in the message later. */
export function useUploads(conversationId: string, mode: Mode) {
  const place = uploads.placeOf(conversationId, mode)
  // Both tabs: which one is shown may change without a hand on them.
  useState(() => {
    const draft = drafts.of(conversationId)
    for (const one of ['reply', 'note'] as const)
      uploads.replace(uploads.placeOf(conversationId, one), draft[one].files)
  })
  const list = useSyncExternalStore(uploads.subscribe, () => uploads.of(place))

  const add = useCallback(
    (files: readonly File[], onKept?: (kept: Attachment) => void) =>
      uploads.add(place, files, { keep: (kept) => keepFile(conversationId, mode, kept), onKept }),
    [place, conversationId, mode],
  )
  const remove = useCallback(
    (key: string) => {
      uploads.remove(place, key)
      drafts.touch(conversationId)
    },
    [place, conversationId],
  )
  return { uploads: list, add, remove }
}

export type Uploads = ReturnType<typeof useUploads>
