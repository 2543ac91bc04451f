import { useInfiniteQuery } from '@tanstack/react-query'
import { History as Sign } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { tellingsQuery } from '../../../api/reads/account.ts'
import type { Output } from '../../../api/types.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import classes from './Notifications.module.css'
import { useSendingWords } from './sending-words.ts'

type Telling = Output<'notifications.listTellings'>['items'][number]

function TellingRow({ telling }: { telling: Telling }) {
  const { t, i18n } = useTranslation('notify')
  const say = useSendingWords()
  const { title, conversation, href, why, ways, sendings, at } = telling
  const inside = ways.filter((way) => way !== 'push' && way !== 'mail')
  const outside = (['push', 'mail'] as const).flatMap((way) => {
    if (!ways.includes(way)) return []
    const sending = sendings.find((one) => one.way === way)
    // Without a row nothing was to be sent: there was no device then.
    const words = sending ? say(way, sending) : t('became.not-ready.push')
    return [`${t(`way.${way}`)}：${words}`]
  })
  return (
    <Row
      sentence
      title={
        <PlainLink href={href}>
          {title}
          {conversation ? ` #${conversation.number}` : null}
        </PlainLink>
      }
      detail={
        <>
          {t(`history.why.${why}`)}
          {inside.length > 0
            ? ` · ${listOf(
                inside.map((way) => t(`way.${way}` as 'way.app')),
                i18n.language,
              )}`
            : null}
          {outside.map((line) => (
            <span key={line} className={classes.became}>
              {line}
            </span>
          ))}
        </>
      }
    >
      <Time at={at} form="day" className={classes.at} />
    </Row>
  )
}

/** What somebody was told, in which ways, why, and what became of it; without an id the person's own. */
export function HistoryList({ agentId }: { agentId?: string }) {
  const { t } = useTranslation('notify')
  const textOf = useProblemText()
  const query = useInfiniteQuery(tellingsQuery(agentId))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  if (query.isPending) return <SkeletonLines lines={6} className={classes.loading} />
  if (query.isError && !query.data)
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  if (rows.length === 0)
    return (
      <EmptyState icon={<Sign size={28} strokeWidth={1.5} />} title={t('history.none')}>
        {t('history.noneText')}
      </EmptyState>
    )
  return (
    <>
      <Rows label={t('history.title')}>
        {rows.map((telling) => (
          <TellingRow key={telling.id} telling={telling} />
        ))}
      </Rows>
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}

/** The person's own history of what they were told. */
export default function History() {
  const { t } = useTranslation('notify')
  return (
    <Page
      title={t('history.title')}
      lead={t('history.lead')}
      above={{ to: '/settings/notifications', title: t('app:settings.notifications') }}
    >
      <Box>
        <HistoryList />
      </Box>
    </Page>
  )
}
