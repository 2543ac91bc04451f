/** Something that was done and can be taken back for a while. */
export interface Undoable {
  id: string
  /** What was done, as a short sentence. */
  text: string
  /** Until when it can be taken back, in ms of this machine's clock. */
  until: number
  undo(): void
}

let stack: Undoable[] = []

/** What can be taken back now, the newest first. */
export const undoables = (now: number): Undoable[] => stack.filter((one) => one.until > now)

/** Remembers what was done. */
export function rememberUndo(one: Undoable): void {
  stack = [one, ...stack.filter((known) => known.id !== one.id)].slice(0, 20)
}

/** Forgets what was not done after all; a newer thing with the same id stays. */
export function forgetUndo(one: Undoable): void {
  stack = stack.filter((known) => known !== one)
}

/** Takes the newest thing back, or the one with this id; gives it back, or undefined when there is none. */
export function undo(now: number, id?: string): Undoable | undefined {
  const found = undoables(now).find((one) => id === undefined || one.id === id)
  stack = stack.filter((one) => one !== found && one.until > now)
  found?.undo()
  return found
}
