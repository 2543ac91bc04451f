import type { Concerned } from '../../kernel/happenings/index.ts'

/** Whom something in a conversation concerns: whoever holds it, else its team, else the teams of its inbox. */
export const whoeverHolds = ({
  assigneeId,
  teamId,
}: {
  assigneeId: string | null
  teamId: string | null
}): Concerned => {
  if (assigneeId !== null) return { who: 'holder', personId: assigneeId }
  return teamId === null ? { who: 'groups' } : { who: 'group', groupId: teamId }
}
