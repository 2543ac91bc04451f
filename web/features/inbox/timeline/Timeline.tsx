import { useInfiniteQuery } from '@tanstack/react-query'
import { memo, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { askForMore } from '../../../app/shared/more.ts'
import { MoreFailed } from '../../../ui/MoreFailed.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { outbox, stillOutgoing } from '../composer/outbox.ts'
import { useCustomerTyping, useMarkRead } from '../conversation/use-presence.ts'
import { Scroll } from './Scroll.tsx'
import { timelineItems } from './timeline-items.ts'
import classes from './Timeline.module.css'

function CustomerTyping({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('inbox')
  const typing = useCustomerTyping(conversationId)
  return (
    <div className={classes.typing} role="status">
      {typing ? (
        <span className={classes.typingPill}>
          <i />
          <i />
          <i />
          <span>{t('timeline.customerTyping')}</span>
        </span>
      ) : null}
    </div>
  )
}

interface Props {
  conversationId: string
  /** A message to show: a hit of a search. Pages are fetched until it is there. */
  wantedId: string | undefined
}

/**
 * Messages and changes of a conversation. It knows nothing of the composer and takes only an id, so that typing
 * never draws it again.
 */
export const Timeline = memo(function Timeline({ conversationId, wantedId }: Props) {
  const textOf = useProblemText()
  const time = useTimeSettings()
  const query = useInfiniteQuery(messagesQuery(conversationId))
  const outgoing = useSyncExternalStore(outbox.subscribe, outbox.get)
  const pages = query.data?.pages
  const messages = useMemo(() => pages?.toReversed().flatMap((page) => page.messages) ?? [], [pages])
  const items = useMemo(() => {
    const changes = pages?.flatMap((page) => page.changes) ?? []
    return timelineItems(messages, changes, stillOutgoing(outgoing, conversationId, messages), time)
  }, [pages, messages, outgoing, conversationId, time])
  useMarkRead(conversationId, messages.at(-1)?.id)
  useEffect(() => {
    if (wantedId && messages.length > 0 && !messages.some((one) => one.id === wantedId)) askForMore(query)
  }, [wantedId, messages, query])

  if (query.isError && messages.length === 0) {
    return (
      <div className={classes.frame}>
        <ErrorState
          message={textOf(query.error)}
          retry={() => void query.refetch()}
          busy={query.isFetching}
        />
      </div>
    )
  }
  if (!query.data) {
    return (
      <div className={classes.frame}>
        <SkeletonLines lines={5} className={classes.loading} />
      </div>
    )
  }
  return (
    <div className={classes.frame}>
      <Scroll
        items={items}
        wantedId={wantedId}
        loadingOlder={query.isFetchingNextPage}
        onStart={() => askForMore(query)}
        above={
          query.isFetchNextPageError ? (
            <MoreFailed busy={query.isFetchingNextPage} onRetry={() => void query.fetchNextPage()} />
          ) : null
        }
      />
      <CustomerTyping conversationId={conversationId} />
    </div>
  )
})
