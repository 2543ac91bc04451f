import type { Random } from './random.ts'

/** The value of a slot when it is said at a moment by one side. */
export type Facts = (slot: string, at: number, outbound: boolean) => string

/** Settles `[a|b|]`: from here on the wording is fixed, only the slots are open. */
export function choose(random: Random, template: string): string {
  return template.replace(/\[([^\]]*)\]/g, (_, inner: string) => random.pick(inner.split('|')))
}

/** Puts the facts in; an unknown slot is a fault of the texts and throws. */
export function fill(template: string, facts: Facts, at: number, outbound: boolean): string {
  return template.replace(/\{(\w+)\}/g, (_, slot: string) => facts(slot, at, outbound))
}

/** Remembers each value, so that a date once promised stays the same in the whole conversation. */
export function remember(
  compute: (slot: string, at: number) => string | number | undefined,
  show: (value: string | number, outbound: boolean) => string,
): Facts {
  const known = new Map<string, string | number>()
  return (slot, at, outbound) => {
    let value = known.get(slot)
    if (value === undefined) {
      value = compute(slot, at)
      if (value === undefined) throw new Error(`no fact for {${slot}}`)
      known.set(slot, value)
    }
    return show(value, outbound)
  }
}
