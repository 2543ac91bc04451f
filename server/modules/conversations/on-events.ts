import { listen } from '../../kernel/events/index.ts'
import { teamDeleted } from '../agents/index.ts'
import { customerChanged } from '../customers/index.ts'
import { clearTeam } from './queries/clear-team.ts'
import { showNames } from './queries/rows.ts'

/** Conversations of a team that is gone lose the team and nothing else. */
export const onTeamDeleted = listen('conversations', teamDeleted, async (tx, events) => {
  for (const { payload } of events) await clearTeam(tx, payload.teamId)
})

/** Who belongs to an inbox by now is called by name in what we began there with an address alone. */
export const onCustomerChanged = listen('conversations', customerChanged, async (tx, events) => {
  const shown = await showNames(
    tx,
    events.map(({ payload }) => payload.customerId),
  )
  // Once more: what was searched and shown meanwhile bore the address.
  tx.announce(...shown.map((customerId) => customerChanged({ customerId })))
})
