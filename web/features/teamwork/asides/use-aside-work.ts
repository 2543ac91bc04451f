import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type Aside, asidesQuery } from '../../../api/reads/asides.ts'
import { waitingQuery } from '../../../api/reads/teamwork.ts'
import { sayDone, sayProblem } from '../../../app/notices/notices.ts'

/** Writes to others about a conversation, ends that, and takes it back. */
export function useAsideWork(conversationId: string) {
  const { t } = useTranslation('asides')
  const cache = useQueryClient()
  const { queryKey } = asidesQuery(conversationId)
  const put = (aside: Aside) => {
    cache.setQueryData<Aside[]>(queryKey, (old = []) =>
      old.some(({ id }) => id === aside.id)
        ? old.map((one) => (one.id === aside.id ? aside : one))
        : [...old, aside],
    )
    void cache.invalidateQueries({ queryKey: ['aside-list'] })
    void cache.invalidateQueries({ queryKey: waitingQuery.queryKey })
  }
  const failed = (error: unknown) => {
    void cache.invalidateQueries({ queryKey })
    sayProblem(error)
  }
  const update = (aside: Aside, body: { closed?: boolean; dueAt?: string | null }) =>
    call('teamwork.updateAside', { params: { asideId: aside.id }, body }).then(put, failed)
  const close = (aside: Aside) =>
    update(aside, { closed: true }).then(() =>
      sayDone({
        id: `aside ${aside.id}`,
        text: t('closedNow', { reference: aside.reference }),
        seconds: 8,
        undo: () => void update(aside, { closed: false }),
      }),
    )
  const resend = (messageId: string) =>
    call('teamwork.resendAside', { params: { messageId } }).then(put, failed)
  return { put, update, close, resend }
}

export type AsideWork = ReturnType<typeof useAsideWork>
