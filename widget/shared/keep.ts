/** A store of texts: the browser's, or this page's memory where the browser allows none. */
export interface Keep {
  get(key: string): string | null
  set(key: string, value: string): void
  remove(key: string): void
}

/** Wraps a store of the browser's; reading one may throw already (blocked, or a frame without an origin). */
export const keepIn = (open: () => Storage): Keep => {
  const memory = new Map<string, string>()
  const tried = <T>(work: (storage: Storage) => T, otherwise: () => T): T => {
    try {
      return work(open())
    } catch {
      return otherwise()
    }
  }
  return {
    get: (key) =>
      memory.get(key) ??
      tried(
        (storage) => storage.getItem(key),
        () => null,
      ),
    set: (key, value) =>
      tried(
        (storage) => {
          storage.setItem(key, value)
          memory.delete(key)
        },
        // Full or blocked: this page still remembers.
        () => void memory.set(key, value),
      ),
    remove: (key) => {
      memory.delete(key)
      tried(
        (storage) => storage.removeItem(key),
        () => undefined,
      )
    },
  }
}

/** A text, whatever was found. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Lives as long as the browser keeps it. */
export const longKeep: Keep = keepIn(() => window.localStorage)
/** Lives as long as this tab. */
export const tabKeep: Keep = keepIn(() => window.sessionStorage)
