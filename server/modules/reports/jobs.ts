import { handles, type Recurring } from '../../kernel/jobs/index.ts'
import { runRebuild } from './run-rebuild.ts'
import { settleContacts } from './settle-contacts.ts'
import { rebuildJob } from './start-rebuild.ts'

export const jobs = [handles(rebuildJob, (_payload, context) => runRebuild(context))]

export const recurring: Recurring[] = [
  {
    name: 'reports.settle-contacts',
    cron: '7 * * * *',
    run: async ({ db }) => {
      await settleContacts(db)
    },
  },
]
