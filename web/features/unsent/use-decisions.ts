import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { asProblem } from '../../api/problem.ts'
import { say, sayProblem } from '../../app/notices/notices.ts'
import type { Unsent } from './standing.ts'

/** Decides on answers of others that wait for approval. */
export function useDecisions(setBusy: (ids: ReadonlySet<string>) => void) {
  const { t } = useTranslation('unsent')
  const cache = useQueryClient()
  return {
    /** Lets an answer of somebody else go; true where something was said since, and `anyway` is needed. */
    async approve({ messageId }: Unsent, anyway = false): Promise<boolean> {
      setBusy(new Set([messageId]))
      try {
        await call('conversations.approveReply', { params: { messageId }, body: { anyway } })
        say(t('done.approved'))
      } catch (error) {
        if (asProblem(error).code === 'conversations.answered-meanwhile') return true
        sayProblem(error)
      } finally {
        setBusy(new Set())
        await cache.invalidateQueries({ queryKey: ['unsent'] })
      }
      return false
    },
    /** Gives it back to its author, who is told why. */
    async decline({ messageId }: Unsent, comment: string) {
      try {
        await call('conversations.declineReply', { params: { messageId }, body: { comment } })
        say(t('done.declined'))
      } catch (error) {
        sayProblem(error)
      }
      await cache.invalidateQueries({ queryKey: ['unsent'] })
    },
  }
}
