import type { WorkspaceDb } from '../../kernel/db/index.ts'
import type { Kernel } from '../../kernel/kernel.ts'

/** A mail of the product itself to somebody who works in it; plain text. */
export interface SystemMail {
  to: { name: string; address: string }
  subject: string
  text: string
  /** It is written down elsewhere that it was sent: the audit log has no line for it. */
  unlogged?: boolean
}

/** Sends a mail of the product's. Throws when it can't be handed over; the job that sends it is then repeated. */
export type SendSystemMail = (mail: SystemMail) => Promise<void>

/** Finds how a mail of the product's reaches an address from a workspace now; undefined when there is no way. */
export type FindSystemMail = (db: WorkspaceDb, address: string) => Promise<SendSystemMail | undefined>

const finders = new WeakMap<Kernel, FindSystemMail>()

/** Tells this process how to send mails of the product's; until then none is sent. */
export const setSystemMail = (kernel: Kernel, find: FindSystemMail): void => {
  finders.set(kernel, find)
}

/** How to send a mail of the product's to this address; undefined when no way is set up. */
export const systemMail = async (db: WorkspaceDb, address: string): Promise<SendSystemMail | undefined> =>
  finders.get(db.kernel)?.(db, address)
