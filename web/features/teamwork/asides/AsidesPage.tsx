import { useInfiniteQuery } from '@tanstack/react-query'
import { CornerUpRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type AsideFilter, asideListQuery, type ListedAside } from '../../../api/reads/asides.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import team from '../Team.module.css'
import { AsideDue, AsideState } from './AsideHead.tsx'
import classes from './Asides.module.css'

const states = ['open', 'waiting', 'overdue', 'answered', 'closed'] as const

function Line({ aside }: { aside: ListedAside }) {
  const { t } = useTranslation('asides')
  const { number, subject, customer } = aside.conversation
  return (
    <li className={classes.line}>
      <div className={classes.head}>
        <span className={classes.partner}>
          {aside.partner} <span className={classes.faint}>{t(`kind.${aside.kind}`)}</span>
        </span>
        <AsideState aside={aside} />
      </div>
      <p className={classes.about}>
        {aside.type ? `${aside.type} · ` : null}
        {aside.subject || t('erased')} <AsideDue aside={aside} />
      </p>
      {aside.last ? <p className={classes.last}>{aside.last}</p> : null}
      <PlainLink href={`/inbox/${aside.conversationId}?status=any`} className={team.about}>
        {customer} · {subject || t('words:noSubject')} #{number}
      </PlainLink>
    </li>
  )
}

/** What others were asked about all conversations: what is due first, and what was answered. */
export default function AsidesPage() {
  const { t } = useTranslation('asides')
  const textOf = useProblemText()
  const [filter, setFilter] = useState<AsideFilter>({ whose: 'me', state: 'open' })
  const query = useInfiniteQuery(asideListQuery(filter))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <div className={team.filters}>
        <select
          className={team.select}
          aria-label={t('filter.whose')}
          value={filter.whose}
          onChange={({ currentTarget: { value } }) =>
            setFilter({ ...filter, whose: value === 'me' ? 'me' : 'anybody' })
          }
        >
          <option value="me">{t('filter.me')}</option>
          <option value="anybody">{t('filter.anybody')}</option>
        </select>
        <select
          className={team.select}
          aria-label={t('filter.which')}
          value={filter.state}
          onChange={({ currentTarget: { value } }) =>
            setFilter({ ...filter, state: states.find((one) => one === value) ?? 'open' })
          }
        >
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`filter.${one}`)}
            </option>
          ))}
        </select>
      </div>
      {query.isPending ? <SkeletonLines lines={6} /> : null}
      {query.isError && !query.data ? (
        <ErrorState
          message={textOf(query.error)}
          retry={() => void query.refetch()}
          busy={query.isFetching}
        />
      ) : null}
      {query.data && rows.length === 0 ? (
        <EmptyState icon={<CornerUpRight size={28} strokeWidth={1.5} />} title={t('none')}>
          {t('noneText')}
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <div className={team.box}>
          <ul aria-label={t('title')}>
            {rows.map((aside) => (
              <Line key={aside.id} aside={aside} />
            ))}
          </ul>
        </div>
      ) : null}
      {query.hasNextPage ? (
        <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}
