import { type Press, chordOf, isComposing, KeyFollower } from './keys.ts'

/** Something that a person can do from the keyboard and from the command bar. */
export interface Command {
  id: string
  /** What it does, in the person's language. */
  title: string
  /** Heading under which the help shows it. */
  group: string
  /** Keys: `j`, `g i` (one after the other), `mod+k` (⌘ or Ctrl). */
  keys?: string | undefined
  /** Gets the key press, where it was one. */
  run(press?: Event): void
  /** Works while one writes in a field, too. Only sensible with `mod`. */
  inFields?: boolean
  /** Only a movement: known to the help, not offered in the command bar. */
  movement?: boolean
  /**
   * Where it stands in the command bar, from the top: what one most likely wants first, what is rare last. By itself it
   * would depend on what was loaded first. Without one it stands behind, as it was given.
   */
  place?: number
  /** More words under which the command bar finds it. */
  words?: string
}

interface Source {
  current: readonly Command[]
}

const sources = new Set<Source>()
const follower = new KeyFollower()

/** Adds commands for as long as they are wanted; the newest wins where two want the same keys. */
export function addCommands(source: Source): () => void {
  sources.add(source)
  return () => sources.delete(source)
}

/** All commands that can be given now, the newest source first. */
export const commandsNow = (): Command[] => [...sources].reverse().flatMap((source) => [...source.current])

const editable = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]'
/** Places with keys of their own. */
const ownKeys = '[role="menu"], [role="listbox"], [role="dialog"]'
/** What is pressed with Enter or space while it has the focus. */
const pressable = 'a[href], button, summary, [role="button"]'
const pressing = new Set(['enter', 'space'])

const targetOf = (event: Event) => (event.target instanceof Element ? event.target : undefined)

function isFree(command: Command, inField: boolean, inOwnKeys: boolean): boolean {
  if (inField) return command.inFields === true
  return !inOwnKeys || command.inFields === true
}

/**
 * The command for a key press, or undefined. Nothing happens while an input method composes; single keys do nothing
 * in fields, menus and dialogs, and Enter and space press the button or link that has the focus.
 */
export function commandFor(event: Press & Event, now: number): Command | undefined {
  if (event.defaultPrevented || isComposing(event)) return undefined
  const chord = chordOf(event)
  if (chord === undefined) return undefined
  const target = targetOf(event)
  if (pressing.has(chord) && target?.closest(pressable)) return undefined
  const inField = target?.closest(editable) != null
  const inOwnKeys = target?.closest(ownKeys) != null
  const free = commandsNow().filter((command) => command.keys && isFree(command, inField, inOwnKeys))
  const complete = follower.press(chord, now, (first) =>
    free.some((command) => command.keys?.startsWith(`${first} `)),
  )
  return free.find((command) => command.keys && complete.includes(command.keys))
}

/** Listens to the keyboard for the whole app; gives back how to stop. */
export function listenToKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    const command = commandFor(event, event.timeStamp)
    if (!command) return
    event.preventDefault()
    command.run(event)
  }
  globalThis.addEventListener('keydown', press)
  return () => globalThis.removeEventListener('keydown', press)
}
