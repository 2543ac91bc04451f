import { defineRoom } from '../../kernel/room.ts'
import { blockSender, listBlocked, unblockSender } from './block-sender.ts'
import { intake } from './contract.ts'
import { dismissQuarantine, dismissQuarantined, restoreDismissed } from './dismiss-quarantined.ts'
import { importIgnored } from './import-ignored.ts'
import { listIgnored } from './list-ignored.ts'
import { erases } from './erase-arrivals.ts'
import { keeps } from './keep-arrivals.ts'
import { countQuarantine, listQuarantine, openQuarantined } from './list-quarantine.ts'
import { pushes } from './live.ts'
import { readAgain } from './read-again.ts'
import { showHealth } from './show-health.ts'
import { downloadSource, showArrival, showSource } from './show-source.ts'
import { retryQuarantine, retryQuarantined } from './retry-quarantined.ts'
import { learnUsual, watchSilence } from './watch-silence.ts'

/** The intake room's wiring. */
export const room = defineRoom({
  name: 'intake',
  contract: intake,
  permissions: {
    'intake.retry': {
      roles: ['owner', 'lead'],
      title: { en: 'Handle messages that could not be processed', ja: '取り込めなかった受信データを扱う' },
      group: 'house',
    },
  },
  pushes,
  erases,
  keeps,
  recurring: [
    {
      name: 'intake.learn-usual',
      cron: '23 2 * * *',
      run: async ({ db }) => {
        await learnUsual(db)
      },
    },
    {
      name: 'intake.watch-silence',
      cron: '*/5 * * * *',
      run: async ({ db }) => {
        await watchSilence(db)
      },
    },
  ],
  handlers: {
    countQuarantine: (_input, { db, caller }) => countQuarantine(db, caller),
    listQuarantine: ({ params, query }, { db, caller }) =>
      listQuarantine(db, caller, { ...params, ...query }),
    getHealth: ({ params }, { db, caller }) => showHealth(db, caller, params.inboxId),
    listBlocked: (_input, { db, caller }) => listBlocked(db, caller),
    blockSender: async ({ body }, { tx, caller }) => {
      await blockSender(tx, caller, body.value)
      return null
    },
    unblockSender: async ({ body }, { tx, caller }) => {
      await unblockSender(tx, caller, body.value)
      return null
    },
    listIgnored: ({ params, query }, { db, caller }) => listIgnored(db, caller, { ...params, ...query }),
    importIgnored: async ({ params }, { tx, caller }) => {
      await importIgnored(tx, caller, params.arrivalId)
      return null
    },
    getArrivalSource: ({ params }, { db, caller }) => showArrival(db, caller, params.arrivalId),
    getQuarantined: ({ params }, { db, caller }) => openQuarantined(db, caller, params.arrivalId),
    getMessageSource: ({ params }, { db, caller }) => showSource(db, caller, params.messageId),
    getMessageFile: ({ params }, { db, caller }) => downloadSource(db, caller, params.messageId),
    rereadMessage: async ({ params }, { tx, caller }) => {
      await readAgain(tx, caller, params.messageId)
      return null
    },
    retryQuarantined: async ({ params }, { tx, caller }) => {
      await retryQuarantined(tx, caller, params.arrivalId)
      return null
    },
    retryQuarantine: ({ params }, { tx, caller }) => retryQuarantine(tx, caller, params.inboxId),
    dismissQuarantined: async ({ params }, { tx, caller }) => {
      await dismissQuarantined(tx, caller, params.arrivalId)
      return null
    },
    restoreDismissed: async ({ params }, { tx, caller }) => {
      await restoreDismissed(tx, caller, params.arrivalId)
      return null
    },
    dismissQuarantine: ({ params, body }, { tx, caller }) =>
      dismissQuarantine(tx, caller, { ...params, ...body }),
  },
})
