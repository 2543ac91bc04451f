import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { draftQuery } from '../../api/reads/conversations.ts'
import { say, sayProblem } from '../../app/notices/notices.ts'
import { leaveDraft } from '../../app/shared/left-draft.ts'
import type { Unsent } from './standing.ts'
import { useDecisions } from './use-decisions.ts'

/** Leaves what was taken back for the composer of its conversation, which reads its messages anew. */
async function leaveWords(cache: QueryClient, conversationId: string): Promise<void> {
  const draft = await cache.fetchQuery({ ...draftQuery(conversationId), staleTime: 0 }).catch(() => null)
  if (draft) leaveDraft(conversationId, draft)
  cache.removeQueries({ queryKey: ['messages', conversationId] })
}

/** What can be done with messages that were not sent; `busy` holds the ids of those that something is done with. */
export function useUnsentWork() {
  const { t } = useTranslation('unsent')
  const cache = useQueryClient()
  const router = useRouter()
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())

  /** One after the other, so that a hundred cost the server no more than one; the first problem is told, all are tried. */
  const each = async (rows: readonly Unsent[], work: (row: Unsent) => Promise<unknown>): Promise<number> => {
    setBusy(new Set(rows.map((row) => row.messageId)))
    let done = 0
    let problem: unknown
    for (const row of rows) {
      try {
        await work(row)
        done += 1
      } catch (error) {
        problem ??= error
      }
    }
    await cache.invalidateQueries({ queryKey: ['unsent'] })
    setBusy(new Set())
    if (problem !== undefined) sayProblem(problem)
    return done
  }
  return {
    busy,
    ...useDecisions(setBusy),
    async resend(rows: readonly Unsent[], anyway: boolean) {
      const count = await each(rows, ({ messageId }) =>
        call('delivery.resend', { params: { messageId }, body: { anyway } }),
      )
      if (count > 0) say(t('done.resent', { count }))
    },
    async resendAll(inboxId: string | undefined) {
      try {
        const { count } = await call('delivery.resendAll', { body: inboxId ? { inboxId } : {} })
        say(t('done.resent', { count }))
      } catch (error) {
        sayProblem(error)
      }
      await cache.invalidateQueries({ queryKey: ['unsent'] })
    },
    async discard(rows: readonly Unsent[]) {
      const count = await each(rows, ({ messageId }) => call('delivery.discard', { params: { messageId } }))
      if (count > 0) say(t('done.discarded', { count }))
    },
    /** Its words become the person's draft in its conversation, which opens; or of a first message, if it was that. */
    async takeBack(row: Unsent) {
      const { messageId, conversationId } = row
      let place = `/inbox/${conversationId}?status=any`
      const count = await each([row], async () => {
        const undone = await call('conversations.undoReply', { params: { messageId }, body: {} })
        const { withdrawn, withdrawnFrom } = undone
        if (withdrawn) place = withdrawnFrom ? `/new-message?customer=${withdrawnFrom}` : '/new-message'
        else await leaveWords(cache, conversationId)
      })
      if (count > 0) await router.navigate({ href: place })
    },
  }
}

export type UnsentWork = ReturnType<typeof useUnsentWork>
