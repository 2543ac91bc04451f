import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { quarantineChanged } from './events.ts'
import { lockedIgnored, wantIgnored } from './queries/repeats.ts'

/** Takes an arrival in as a message although it was ignored. A worker finds it within two seconds. */
export const importIgnored = async (tx: Tx, caller: Caller, arrivalId: string): Promise<void> => {
  demand(caller, 'intake.retry')
  const row = await lockedIgnored(tx, arrivalId)
  if (!row || !sees(caller, row.inboxId))
    throw notFound('intake.no-arrival', 'Somebody dealt with it meanwhile: it does not lie there any more.')
  if (row.size === 0)
    throw conflict(
      'intake.emptied',
      'What came in is not kept any more, so it can’t be read again. Ask the sender to send it once more.',
    )
  await wantIgnored(tx, arrivalId)
  tx.announce(quarantineChanged({ inboxId: row.inboxId }))
  await recordAudit(tx, caller, {
    action: 'intake.import',
    subject: { kind: 'inbox', id: row.inboxId },
    details: { arrivalId },
  })
}
