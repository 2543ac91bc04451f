import { complaintsQuery } from '../../api/reads/care.ts'
import { type BesideSection, waitingIn } from '../../app/shared/beside/section.ts'

/** What a customer complains of, and harassment by them, beside the conversation. */
export const besideSections: readonly BesideSection[] = [
  {
    name: 'complaints',
    place: 30,
    load: () => import('./complaints/ComplaintsSection.tsx'),
    waiting: waitingIn(
      complaintsQuery,
      (complaints) => complaints.filter(({ state }) => state !== 'closed').length,
    ),
  },
  {
    name: 'harassments',
    place: 31,
    permission: 'harassment.report',
    load: () => import('./harassment/HarassmentSection.tsx'),
  },
]
