import type { Clock } from './clock.ts'
import type { Config } from './config/index.ts'
import type { Log } from './log.ts'
import type { Vault } from './secrets/index.ts'

/** What every room may count on, whatever it does. */
export interface Kernel {
  readonly config: Config
  readonly clock: Clock
  readonly log: Log
  readonly vault: Vault
  /** Public address of this installation, without a trailing slash. */
  readonly publicUrl: string
}
