import { tasksQuery } from '../../api/reads/teamwork.ts'
import { asidesQuery } from '../../api/reads/asides.ts'
import { type BesideSection, waitingIn } from '../../app/shared/beside/section.ts'

/** What a team has to do about a conversation. */
export const besideSections: readonly BesideSection[] = [
  {
    name: 'tasks',
    place: 20,
    load: () => import('./tasks/TasksSection.tsx'),
    waiting: waitingIn(tasksQuery, ({ tasks }) => tasks.filter(({ doneAt }) => doneAt === null).length),
  },
  {
    name: 'asides',
    place: 30,
    load: () => import('./asides/AsidesSection.tsx'),
    waiting: waitingIn(asidesQuery, (asides) => asides.filter(({ state }) => state === 'answered').length),
  },
  {
    name: 'handover',
    place: 60,
    load: () => import('./posts/HandoverSection.tsx'),
  },
]
