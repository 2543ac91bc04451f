import type { Lines } from '../stories/story.ts'
import type { Random } from './random.ts'

/**
 * Chooses wordings that agree with each other. A line may begin with conditions in `<...>`, divided by commas:
 *
 * - `a:x`  tells that aspect `a` is `x`. Left out where `a` has been told to be something else, else settles it.
 *          Several of one aspect on a line mean either.
 * - `+a:x` only where `a` has been told to be `x`
 * - `!a:x` not where it has
 * - `?t`   only where the customer or the product has the trait `t`; `?t/u` either; `?60+` and `?-42` are ages
 */
export interface Wording {
  /** One of the lines that agree; undefined when none does. */
  pick(lines: Lines): string | undefined
  /** Whether any line agrees. */
  can(lines: Lines): boolean
}

interface Line {
  readonly text: string
  readonly tells: readonly (readonly [aspect: string, value: string])[]
  readonly needs: readonly string[]
  readonly bars: readonly string[]
  readonly traits: readonly string[]
}

function parse(line: string): Line {
  const [, head, text] = /^<([^>]+)> ([^]*)$/.exec(line) ?? []
  const labels = head?.split(',') ?? []
  const led = (sign: string) =>
    labels.filter((label) => label.startsWith(sign)).map((label) => label.slice(1))
  return {
    text: text ?? line,
    tells: labels
      .filter((label) => /^\w/.test(label))
      .map((label) => [label.split(':')[0] ?? '', label.split(':')[1] ?? ''] as const),
    needs: led('+'),
    bars: led('!'),
    traits: led('?'),
  }
}

/** The line without its conditions. */
export const bare = (line: string): string => parse(line).text

const parsed = new WeakMap<Lines, readonly Line[]>()

/** Lists are asked thousands of times and never change. */
function linesOf(lines: Lines): readonly Line[] {
  const known = parsed.get(lines) ?? lines.map(parse)
  parsed.set(lines, known)
  return known
}

function hasTrait(wanted: string, traits: ReadonlySet<string>, age: number): boolean {
  return wanted.split('/').some((one) => {
    if (/^\d+\+$/.test(one)) return age >= Number.parseInt(one, 10)
    if (/^-\d+$/.test(one)) return age <= Number(one.slice(1))
    return traits.has(one)
  })
}

/** A conversation's own wording: what was once said binds what follows. */
export function createWording(random: Random, traits: ReadonlySet<string>, age: number): Wording {
  const told = new Map<string, string>()
  const holds = (label: string) => told.get(label.split(':')[0] ?? '') === label.split(':')[1]
  const agrees = (line: Line): boolean =>
    line.traits.every((trait) => hasTrait(trait, traits, age)) &&
    line.needs.every(holds) &&
    !line.bars.some(holds) &&
    line.tells.every(([aspect]) => {
      const value = told.get(aspect)
      return value === undefined || line.tells.some(([other, wanted]) => other === aspect && wanted === value)
    })
  return {
    can: (lines) => linesOf(lines).some(agrees),
    pick(lines) {
      const fit = linesOf(lines).filter(agrees)
      if (fit.length === 0) return undefined
      const line = random.pick(fit)
      for (const [aspect, value] of line.tells) if (!told.has(aspect)) told.set(aspect, value)
      return line.text
    },
  }
}
