import { defineRoom } from '../../kernel/room.ts'
import { changeGaps } from './change-gaps.ts'
import { checkInbox } from './check-inbox.ts'
import { conditions } from './conditions.ts'
import { connectInbox } from './connect-inbox.ts'
import { inboxes } from './contract.ts'
import { createInbox } from './create-inbox.ts'
import { listChannels } from './list-channels.ts'
import { listInboxes } from './list-inboxes.ts'
import { listGaps } from './list-gaps.ts'
import { pushes } from './live.ts'
import { resumeAcknowledging } from './pause-acknowledging.ts'
import { removeBrand } from './remove-brand.ts'
import { sweepGaps } from './sweep-gaps.ts'
import { updateInbox } from './update-inbox.ts'
import { variables } from './variables.ts'

/** The inboxes room's wiring. */
export const room = defineRoom({
  name: 'inboxes',
  contract: inboxes,
  pushes,
  conditions,
  variables,
  recurring: [
    {
      name: 'inboxes.sweep-gaps',
      cron: '37 3 * * *',
      run: async ({ db }) => {
        await sweepGaps(db)
      },
    },
  ],
  handlers: {
    listInboxes: (_input, { db, caller }) => listInboxes(db, caller),
    listChannels: (_input, { db }) => listChannels(db.kernel.publicUrl),
    createInbox: ({ body }, { tx, caller }) => createInbox(tx, caller, body),
    updateInbox: ({ params, body }, { tx, caller }) => updateInbox(tx, caller, params.inboxId, body),
    removeBrand: ({ params }, { tx, caller }) => removeBrand(tx, caller, params.brandId),
    connectInbox: ({ params }, { tx, caller }) => connectInbox(tx, caller, params.inboxId),
    resumeAcknowledging: ({ params }, { tx, caller }) => resumeAcknowledging(tx, caller, params.inboxId),
    checkInbox: async ({ params }, { db, caller }) => ({
      steps: await checkInbox(db, caller, params.inboxId),
    }),
    listGaps: ({ params, query }, { db, caller }) => listGaps(db, caller, { ...params, ...query }),
    changeGaps: ({ params, body }, { tx, caller }) => changeGaps(tx, caller, { ...params, ...body }),
  },
})
