import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { defineJob, handles, type Recurring } from '../../kernel/jobs/index.ts'
import { recordAudit } from '../audit/index.ts'
import { rebuildFacts } from './rebuild-facts.ts'
import { settleContacts } from './settle-contacts.ts'

const rebuild = defineJob<object>('reports.rebuild', { maxAttempts: 3 })

/** Has all facts made anew in the background. */
export const scheduleRebuild = async (tx: Tx, caller: Caller): Promise<void> => {
  demand(caller, 'settings.write')
  tx.job(
    rebuild,
    {},
    { key: `reports.rebuild:${tx.workspaceId}`, queue: `reports.rebuild:${tx.workspaceId}` },
  )
  await recordAudit(tx, caller, { action: 'reports.rebuild', subject: { kind: 'reports' }, details: {} })
}

export const jobs = [
  handles(rebuild, async (_payload, { db, signal }) => {
    await rebuildFacts(db, signal)
  }),
]

export const recurring: Recurring[] = [
  {
    name: 'reports.settle-contacts',
    cron: '7 * * * *',
    run: async ({ db }) => {
      await settleContacts(db)
    },
  },
]
