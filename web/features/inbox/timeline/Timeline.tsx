import { useInfiniteQuery } from '@tanstack/react-query'
import { memo, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { askForMore } from '../../../app/shared/more.ts'
import { listOf } from '../../../ui/list-of.ts'
import { MoreFailed } from '../../../ui/MoreFailed.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { outbox, stillOutgoing } from '../composer/outbox.ts'
import { useCustomerTyping, useMarkRead, useOthersHere } from '../conversation/use-presence.ts'
import { Scroll } from './Scroll.tsx'
import { timelineItems } from './timeline-items.ts'
import classes from './Timeline.module.css'

/** Who types at this moment: the customer first, then colleagues, by name. */
function Typing({ conversationId }: { conversationId: string }) {
  const { t, i18n } = useTranslation('inbox')
  const customer = useCustomerTyping(conversationId)
  const colleagues = useOthersHere(conversationId).filter(({ state }) => state === 'typing')
  const names = colleagues.map(({ name }) => t('change.person', { name }))
  const words = customer
    ? t('timeline.customerTyping')
    : t('timeline.typing', { count: names.length, names: listOf(names, i18n.language) })
  return (
    <div className={classes.typing} role="status">
      {customer || names.length > 0 ? (
        <span className={classes.typingPill}>
          <i />
          <i />
          <i />
          <span>{words}</span>
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
      <Typing conversationId={conversationId} />
    </div>
  )
})
