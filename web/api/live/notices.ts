import type { Told } from '../types.ts'

let listener: ((told: Told) => void) | undefined

/** Listens to what the person is to be told of; gives back how to stop. */
export function onNotice(next: (told: Told) => void): () => void {
  listener = next
  return () => {
    if (listener === next) listener = undefined
  }
}

/** Hands on what was pushed. */
export const tellNotice = (told: Told): void => listener?.(told)
