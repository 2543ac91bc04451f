import { listen } from '../../kernel/events/index.ts'
import { agentChanged } from '../agents/index.ts'
import { endSessionsOf } from './end-session.ts'

/** Somebody who was switched off is signed out for good, even if they are switched on again later. */
export const onAgentChanged = listen('access', agentChanged, async (tx, events) => {
  for (const { payload } of events) if (!payload.active) await endSessionsOf(tx, payload.agentId)
})
