import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { keeping } from './contract.ts'
import { buildExport } from './build-export.ts'
import { eraseCustomer } from './erase-customer.ts'
import { eraseJob, exportJob } from './jobs.ts'
import { exportsKept } from './keep-exports.ts'
import { listErasures, listRuns } from './list-proofs.ts'
import { listRules, saveRule, tryRule } from './list-rules.ts'
import { onMergeMoved } from './on-events.ts'
import { runErasure } from './run-erasure.ts'
import { runRules } from './run-rules.ts'
import { listExports, openExport, startExport } from './start-export.ts'

/** The keeping room's wiring; `rooms` are those whose data it is about. */
export const keepingRoom = (rooms: readonly Room[]): Room => {
  const kinds = [...rooms.flatMap(({ keeps }) => keeps ?? []), exportsKept]
  return defineRoom({
    name: 'keeping',
    contract: keeping,
    listeners: [onMergeMoved],
    jobs: [
      handles(eraseJob, ({ erasureId }, context) => runErasure(context, rooms, erasureId)),
      handles(exportJob, ({ exportId }, context) => buildExport(context, rooms, exportId)),
    ],
    recurring: [
      { name: 'keeping.run-rules', cron: '47 3 * * *', run: (context) => runRules(context, rooms, kinds) },
    ],
    handlers: {
      eraseCustomer: ({ params, body }, { tx, caller }) => eraseCustomer(tx, caller, { ...params, ...body }),
      listErasures: ({ query }, { db, caller }) => listErasures(db, caller, query),
      startExport: ({ params, body }, { tx, caller }) => startExport(tx, caller, { ...params, ...body }),
      listExports: ({ params }, { db, caller }) => listExports(db, caller, params.customerId),
      getExportFile: ({ params }, { db, caller }) => openExport(db, caller, params.exportId),
      listRules: (_input, { db, caller }) => listRules(db, caller, kinds),
      tryRule: ({ params, query }, { db, caller }) => tryRule(db, caller, kinds, { ...params, ...query }),
      saveRule: ({ params, body }, { tx, caller }) => saveRule(tx, caller, kinds, { ...params, ...body }),
      listRuns: ({ query }, { db, caller }) => listRuns(db, caller, query),
    },
  })
}
