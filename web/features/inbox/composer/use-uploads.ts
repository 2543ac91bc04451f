import { useCallback, useState, useSyncExternalStore } from 'react'
import type { Attachment } from '../../../api/types.ts'
import { drafts, type Mode } from './drafts.ts'
import { keepFile } from './keep-file.ts'
import { tabOf } from './place.ts'
import { uploads } from './uploads.ts'

/** Files of one tab of a draft: they are sent to the server at once, and named in the message later. */
export function useUploads(place: string, mode: Mode) {
  const tab = tabOf(place, mode)
  // Both tabs: which one is shown may change without a hand on them.
  useState(() => {
    const draft = drafts.of(place)
    for (const one of ['reply', 'note'] as const) uploads.replace(tabOf(place, one), draft[one].files)
  })
  const list = useSyncExternalStore(uploads.subscribe, () => uploads.of(tab))

  const add = useCallback(
    (files: readonly File[], onKept?: (kept: Attachment) => void) =>
      uploads.add(tab, files, { keep: (kept) => keepFile(place, mode, kept), onKept }),
    [tab, place, mode],
  )
  const remove = useCallback(
    (key: string) => {
      uploads.remove(tab, key)
      drafts.touch(place)
    },
    [tab, place],
  )
  return { uploads: list, add, remove }
}

export type Uploads = ReturnType<typeof useUploads>
