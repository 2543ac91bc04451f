import type { Output } from '../../api/types.ts'

/** Pages of the team's place, in their order. */
export const teamPages = ['tasks', 'asides', 'handover', 'board'] as const
type TeamPage = (typeof teamPages)[number]

type Waiting = Output<'teamwork.getWaiting'>

/** How much on a page waits for the person. */
export const waitingOn = (page: TeamPage, waiting: Waiting): number =>
  ({
    tasks: waiting.overdueTasks,
    asides: waiting.asides,
    handover: waiting.handovers,
    board: waiting.announcements,
  })[page]

/** How much waits for the person on all of them. */
export const waitingInAll = (waiting: Waiting): number =>
  teamPages.reduce((sum, page) => sum + waitingOn(page, waiting), 0)
