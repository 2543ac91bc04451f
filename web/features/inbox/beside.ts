import type { BesideSection } from '../../app/shared/beside/section.ts'

/** What the inbox itself shows of the work on a conversation. */
export const besideSections: readonly BesideSection[] = [
  { name: 'routing', place: 10, load: () => import('./side/Routing.tsx') },
  { name: 'rules', place: 80, load: () => import('./side/RulesSection.tsx') },
  { name: 'followers', place: 90, load: () => import('./side/Followers.tsx') },
]
