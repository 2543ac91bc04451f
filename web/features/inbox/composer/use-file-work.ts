import type { RefObject } from 'react'
import type { EditorHandle } from './editor-handle.ts'
import { isPicture } from './is-picture.ts'
import type { Uploads } from './use-uploads.ts'

/** What becomes of files that are pasted or dropped: pictures go into the text where it can hold them. */
export function useFileWork(handle: RefObject<EditorHandle | null>, files: Uploads) {
  return {
    take(list: File[]): void {
      const pictures = handle.current?.addPicture ? list.filter(isPicture) : []
      const others = list.filter((file) => !pictures.includes(file))
      if (others.length > 0) files.add(others)
      if (pictures.length > 0) files.add(pictures, (kept) => handle.current?.addPicture?.(kept))
    },
    /** Takes a file away, from the text as well. */
    drop(key: string): void {
      const gone = files.uploads.find((one) => one.key === key)?.kept
      if (gone) handle.current?.removePicture?.(gone.id)
      files.remove(key)
    },
  }
}
