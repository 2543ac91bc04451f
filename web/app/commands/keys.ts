/** What a key press needs to have, so that tests and frames can make one. */
export interface Press {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing?: boolean
  keyCode?: number
}

/**
 * True while an input method turns keys into words: Enter then picks a word and must never send.
 * Safari ends the composition before it tells of the key, and only the old code 229 gives it away.
 */
export const isComposing = (press: Press): boolean => press.isComposing === true || press.keyCode === 229

const letterOf = (press: Press): string => {
  const key = press.key.length === 1 ? press.key : press.key.toLowerCase()
  // Kana and other layouts: the place of the key counts.
  if (key.length === 1 && key > '~') {
    const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(press.code)
    if (place) return (place[1] ?? place[2] ?? '').toLowerCase()
  }
  return key.toLowerCase()
}

/** A key press as a command writes it: `j`, `?`, `mod+k`, `mod+shift+enter`. Undefined for modifiers alone. */
export function chordOf(press: Press): string | undefined {
  if (['Control', 'Meta', 'Alt', 'Shift', 'Process', 'Dead', 'Unidentified'].includes(press.key))
    return undefined
  const key = letterOf(press)
  const parts = []
  if (press.ctrlKey || press.metaKey) parts.push('mod')
  if (press.altKey) parts.push('alt')
  // Shift is part of signs like ? already; it is named with letters and with keys that have a name.
  if (press.shiftKey && (/^[a-z0-9]$/.test(key) || key.length > 1)) parts.push('shift')
  return [...parts, key === ' ' ? 'space' : key].join('+')
}

/** How long the first key of a pair like `g i` waits for the second, in ms. */
const patience = 1200

/** Follows single keys and pairs of keys; says which command's keys a press completes. */
export class KeyFollower {
  #first: { chord: string; at: number } | undefined

  /** Keys that are complete with this press, the longer first; empty when it only begins a pair. */
  press(chord: string, now: number, begins: (chord: string) => boolean): string[] {
    const first = this.#first && now - this.#first.at < patience ? this.#first.chord : undefined
    this.#first = undefined
    if (first !== undefined) return [`${first} ${chord}`]
    if (begins(chord)) this.#first = { chord, at: now }
    return [chord]
  }
}
