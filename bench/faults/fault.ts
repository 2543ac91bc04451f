import type { Tally } from './tally.ts'
import type { World, WorldOptions } from './world.ts'

/** Something that goes wrong. */
export interface Fault extends WorldOptions {
  /** In words, for the table of the documentation. */
  what: string
  /** Does it to the world while messages arrive and answers leave; resolves when it is over. */
  strike(world: World): Promise<void>
  /** How much a mailbox holds; it then has a mail server of its own. */
  quota?: string
  /** Longest time until everything has settled, in seconds. */
  patience?: number
  /** Why it can’t be tried on this machine. */
  impossible?(): string | undefined
}

/** What one fault came to. */
export type Row = { fault: string } & ({ skipped: string } | (Tally & { seconds: number }))
