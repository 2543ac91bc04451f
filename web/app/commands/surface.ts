/** What stands above the screen: the command bar, the overview of keys, or nothing. */
export type Surface = 'bar' | 'help' | undefined

let shown: Surface
const listeners = new Set<() => void>()

/** A store for `useSyncExternalStore`. */
export const surface = {
  get: (): Surface => shown,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  show(next: Surface): void {
    shown = next
    for (const listener of listeners) listener()
  },
}
