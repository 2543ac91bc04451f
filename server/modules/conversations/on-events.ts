import { listen } from '../../kernel/events/index.ts'
import { teamDeleted } from '../agents/index.ts'
import { clearTeam } from './queries/clear-team.ts'

/** Conversations of a team that is gone lose the team and nothing else. */
export const onTeamDeleted = listen('conversations', teamDeleted, async (tx, events) => {
  for (const { payload } of events) await clearTeam(tx, payload.teamId)
})
