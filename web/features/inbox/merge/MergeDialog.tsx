import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { conversationMergeQuery } from '../../../api/reads/conversation-links.ts'
import type { ConversationDetail } from '../../../api/types.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { ChooseConversation } from './ChooseConversation.tsx'
import { Preview } from './Preview.tsx'

interface Props {
  conversation: ConversationDetail
  /** The other one, where known. */
  otherId?: string
  /** The other one was suggested: merging decides that, too, and it is the one that stays. */
  suggested?: boolean
  onClose(): void
}

/** Merges two conversations: which the other one is, which stays, who sees what afterwards. */
export default function MergeDialog({ conversation, otherId, suggested = false, onClose }: Props) {
  const { t } = useTranslation('merge')
  const textOf = useProblemText()
  const [chosen, setChosen] = useState(otherId ? { id: otherId, into: true } : undefined)
  const ids = chosen?.into ? [conversation.id, chosen.id] : [chosen?.id, conversation.id]
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...conversationMergeQuery(ids[0] ?? '', ids[1] ?? ''),
    enabled: chosen !== undefined,
    placeholderData: keepPreviousData,
  })
  return (
    <Dialog onClose={onClose} title={t('conversations.title')} size={640}>
      {chosen ? null : (
        // The older one stays, unless somebody says otherwise: its number is the one that people know.
        <ChooseConversation
          conversation={conversation}
          onPick={({ id, number }) => setChosen({ id, into: number < conversation.number })}
        />
      )}
      {chosen && !data && !error ? <SkeletonLines lines={6} /> : null}
      {error && !data ? (
        <ErrorState message={textOf(error)} retry={() => void refetch()} busy={isFetching} />
      ) : null}
      {chosen && data ? (
        <Preview
          preview={data}
          old={isPlaceholderData}
          openId={conversation.id}
          suggested={suggested}
          onSwap={() => setChosen({ ...chosen, into: !chosen.into })}
          onClose={onClose}
        />
      ) : null}
    </Dialog>
  )
}
