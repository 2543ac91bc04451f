import { whoIsHere } from '../../../app/who.ts'

/**
 * What this machine keeps for the agent who is signed in, by conversation or place: the next agent on it must not find
 * these words. A store that is full or forbidden keeps nothing and says nothing: the page itself still has them.
 */
export function keptHere<Value>(kind: string) {
  const keyOf = (place: string) => `madoguchi.${kind}.${whoIsHere() ?? ''}.${place}`
  return {
    read(place: string): Value | undefined {
      try {
        const text = localStorage.getItem(keyOf(place))
        return text === null ? undefined : (JSON.parse(text) as Value)
      } catch {
        return undefined
      }
    },
    /** Nothing stays of what is undefined. */
    write(place: string, value: Value | undefined): void {
      try {
        if (value === undefined) localStorage.removeItem(keyOf(place))
        else localStorage.setItem(keyOf(place), JSON.stringify(value))
      } catch {
        // See above.
      }
    },
  }
}
