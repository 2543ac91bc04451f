import { useInfiniteQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { flowRowsQuery, type FlowQuestion, type FlowWanted } from '../../../api/reads/reports.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { StatusIcon } from '../../../app/shared/signs.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time, useTimeSettings } from '../../../ui/time/Time.tsx'
import detail from '../detail/Detail.module.css'
import { secondsText } from '../figures.ts'

interface Props {
  question: FlowQuestion
  wanted: FlowWanted
  title: string
  onClose(): void
}

/** The conversations behind what was chosen, the newest first. */
export function FlowRows({ question, wanted, title, onClose }: Props) {
  const { t } = useTranslation('flow')
  const { locale } = useTimeSettings()
  const textOf = useProblemText()
  const query = useInfiniteQuery(flowRowsQuery(question, wanted))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section className={detail.behind} aria-label={title}>
      <header className={detail.behindHead}>
        <h2>{title}</h2>
        <span className={detail.scope}>
          <button type="button" onClick={onClose}>
            <X size={13} aria-hidden="true" />
            {t('close')}
          </button>
        </span>
      </header>
      {query.isPending ? (
        <SkeletonLines lines={5} className={detail.loading} />
      ) : query.isError && rows.length === 0 ? (
        <ErrorState
          message={textOf(query.error)}
          retry={() => void query.refetch()}
          busy={query.isFetching}
        />
      ) : (
        <ul className={detail.rows} aria-busy={query.isPlaceholderData}>
          {rows.map(({ conversationId, conversation, at, seconds }) => {
            const cells = (
              <>
                <span className={detail.subject}>
                  {conversation ? <StatusIcon status={conversation.status} size={14} /> : null}
                  <strong>{conversation?.customer.name ?? t('reports:behind.hidden')}</strong>
                  <span className={detail.about}>
                    {conversation ? conversation.subject || t('words:noSubject') : null}
                  </span>
                  {conversation ? <span className={detail.faint}>#{conversation.number}</span> : null}
                </span>
                <span className={detail.value}>
                  {seconds === null ? null : secondsText(seconds, { locale, business: false })}
                </span>
                <Time at={at} form="day" className={detail.at} />
              </>
            )
            return (
              <li key={conversationId}>
                {conversation ? (
                  <PlainLink href={`/inbox/${conversationId}?status=any`} className={detail.row}>
                    {cells}
                  </PlainLink>
                ) : (
                  <div className={detail.row}>{cells}</div>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {query.hasNextPage ? (
        <button
          type="button"
          className={detail.more}
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t('more')}
        </button>
      ) : null}
    </section>
  )
}
