/** What a process is at, and what it has not written down yet, by the id of what it sends. */
export interface TrackedWork<Known> {
  /** True while something is done about it in this process. */
  isUnderWay(id: string): boolean
  /** Does one piece of work about it after the other in this process. */
  oneAtATime<T>(id: string, work: () => Promise<T>): Promise<T>
  /** Remembers what became of an attempt until it is written down. */
  remember(id: string, known: Known): void
  /** What became of an attempt that is not written down yet. */
  remembered(id: string): Known | undefined
  /** It is written down now. */
  forget(id: string): void
}

/**
 * Keeps track of what this process sends. What stands as "being sent by this process" stands so also after an answer of the
 * database was lost on its way. Only the process itself can tell those from the ones that it is at; both maps are as
 * short-lived as the work.
 */
export const trackWork = <Known>(): TrackedWork<Known> => {
  const atWork = new Map<string, Promise<unknown>>()
  const unkept = new Map<string, Known>()
  return {
    isUnderWay: (id) => atWork.has(id),
    async oneAtATime(id, work) {
      const earlier = atWork.get(id) ?? Promise.resolve()
      const mine = earlier.then(work, work)
      atWork.set(id, mine)
      try {
        return await mine
      } finally {
        if (atWork.get(id) === mine) atWork.delete(id)
      }
    },
    remember: (id, known) => void unkept.set(id, known),
    remembered: (id) => unkept.get(id),
    forget: (id) => void unkept.delete(id),
  }
}
