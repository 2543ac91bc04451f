import type pg from 'pg'
import type { Config } from '../../kernel/config/index.ts'
import type { Database } from '../../kernel/db/index.ts'
import { errorText } from '../../kernel/errors.ts'
import type { Found } from '../with-database.ts'

/** What a check found. `warn`: it works, but look at it; `fail`: something is broken. */
export interface Finding {
  state: 'ok' | 'warn' | 'fail'
  what: string
  /** What to do about it. */
  advice?: string
}

/** A finding without a problem. */
export const ok = (what: string): Finding => ({ state: 'ok', what })
/** A finding that works, but should be looked at. */
export const warn = (what: string, advice: string): Finding => ({ state: 'warn', what, advice })
/** A finding that is broken. */
export const fail = (what: string, advice: string): Finding => ({ state: 'fail', what, advice })

/** What checks of the database work with. */
export interface Patient {
  config: Config
  found: Found
  /** Signed in as the owner of the tables. */
  client: pg.Client
  /** As requests see it. */
  database: Database
  /** Whether a process of ours lives on this database. */
  running: boolean
}

/** Runs a check; one that fails itself is a finding, too. */
export const check = async (name: string, work: () => Promise<Finding[]>): Promise<Finding[]> => {
  try {
    return await work()
  } catch (error) {
    return [
      fail(
        `${name}: the check failed (${errorText(error)})`,
        'If it says nothing to you, report it with this line.',
      ),
    ]
  }
}

/** The finding as one line. */
export const lineOf = ({ state, what, advice }: Finding): string =>
  `${state === 'fail' ? 'FAIL' : state.padEnd(4)}  ${what}${advice ? ` → ${advice}` : ''}`
