import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { call } from '../../../api/call.ts'
import { mergeMessage, type TimelineData } from '../../../api/live/merge-timeline.ts'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import type { Message } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { bringBack } from '../composer/bring-back.ts'

/** What can be done with a message of ours after it was written. */
export function useMessageActions(message: Message) {
  const cache = useQueryClient()
  const router = useRouter()
  const show = (changed: Message) =>
    cache.setQueryData<TimelineData>(
      messagesQuery(message.conversationId).queryKey,
      (old) => old && mergeMessage(old, changed),
    )

  const resend = () => {
    const anyway = message.receipt === 'uncertain'
    show({ ...message, receipt: 'queued', receiptReason: null, sendAt: null })
    call('delivery.resend', { params: { messageId: message.id }, body: { anyway } }).catch(
      (error: unknown) => {
        show(message)
        sayProblem(error)
      },
    )
  }
  const takeBack = () => void bringBack(cache, message, (href) => router.navigate({ href })).catch(sayProblem)
  return { resend, takeBack }
}
