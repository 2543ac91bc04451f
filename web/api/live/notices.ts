import type { Notice } from '../types.ts'

let listener: ((notice: Notice) => void) | undefined

/** Listens to what the person is to be told of; gives back how to stop. */
export function onNotice(next: (notice: Notice) => void): () => void {
  listener = next
  return () => {
    if (listener === next) listener = undefined
  }
}

/** Hands on what was pushed. */
export const tellNotice = (notice: Notice): void => listener?.(notice)
