import { infiniteQueryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'

/** Which entries of the audit log are wanted. Times are ISO moments. */
export interface AuditTerms {
  q?: string | undefined
  /** With `q`: what the screen's own words for them hold, too; commas between. */
  alsoActions?: string | undefined
  alsoSubjects?: string | undefined
  subjectId?: string | undefined
  action?: string | undefined
  actorId?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Entries of the audit log, the newest first, page by page. */
export const auditQuery = (terms: AuditTerms) =>
  infiniteQueryOptions({
    queryKey: ['audit', terms],
    queryFn: ({ pageParam, signal }) =>
      call('audit.listAudit', { query: { ...terms, limit: 50, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  })
