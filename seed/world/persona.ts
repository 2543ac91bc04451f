import type { Person } from './customers.ts'
import { createRandom } from './random.ts'

/** How a customer writes, the same in all of his or her conversations. */
export interface Persona {
  readonly manner: 'formal' | 'plain' | 'mobile' | 'elder' | 'curt'
  /** Signs with the telephone number, too. */
  readonly signsPhone: boolean
  /** The mail program quotes what it answers. */
  readonly quotes: boolean
  /** The mail program sends an HTML part. */
  readonly html: boolean
  readonly emoji: boolean
  /** Types half-width kana (old phones) or full-width digits. */
  readonly width: 'usual' | 'half-kana' | 'full-digits'
  /** Kanji where others write kana, and the like. */
  readonly habits: readonly boolean[]
  /** Ends mails with the telephone's own line. */
  readonly phoneLine: boolean
  /** Adds things nobody asked for. */
  readonly chatty: number
}

export function createPersona(seed: number, person: Person): Persona {
  const random = createRandom(seed, 'persona', person.customer.key)
  const young = person.age < 40
  const old = person.age > 62
  const manner = random.weighted(['formal', 'plain', 'mobile', 'elder', 'curt'] as const, (one) => {
    if (one === 'elder') return old ? 4 : 0
    if (one === 'mobile') return young ? 4 : old ? 0.4 : 1.6
    if (one === 'curt') return 0.7
    return one === 'formal' ? 3.4 : 3
  })
  const width = random.chance(0.03)
    ? 'half-kana'
    : manner === 'elder' && random.chance(0.35)
      ? 'full-digits'
      : 'usual'
  return {
    manner,
    width,
    signsPhone: random.chance(0.14),
    quotes: random.chance(0.45),
    html: random.chance(0.24),
    emoji: manner === 'mobile' ? random.chance(0.6) : random.chance(0.08),
    habits: Array.from({ length: 8 }, () => random.chance(manner === 'elder' ? 0.55 : 0.28)),
    phoneLine: manner === 'mobile' ? random.chance(0.4) : random.chance(0.08),
    chatty: manner === 'elder' ? 0.75 : manner === 'curt' ? 0.02 : random.chance(0.2) ? 0.6 : 0.12,
  }
}
