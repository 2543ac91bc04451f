import { useInfiniteQuery } from '@tanstack/react-query'
import { UserRoundX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { erasuresQuery } from '../../../api/reads/keeping.ts'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Keeping.module.css'

/** What is told of an erasure; the API gives every number. */
const told = ['conversations', 'messages', 'attachments', 'copies'] as const

/** The proof of who was erased. */
export function Erasures() {
  const { t, i18n } = useTranslation('keeping')
  const query = useInfiniteQuery(erasuresQuery)
  const erasures = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section title={t('erasures.title')} lead={t('erasures.lead')} flush>
      {query.isSuccess && erasures.length === 0 ? (
        <EmptyState icon={<UserRoundX size={28} strokeWidth={1.5} />} title={t('erasures.none')}>
          {t('erasures.noneText')}
        </EmptyState>
      ) : null}
      {erasures.length > 0 ? (
        <Rows label={t('erasures.title')}>
          {erasures.map(({ id, state, askedBy, askedAt, doneAt, counts }) => (
            <Row
              key={id}
              title={t('erasures.by', { name: askedBy })}
              detail={
                <span className={classes.line}>
                  {told.map((kind) => (
                    <span key={kind}>
                      {t(`erasures.counts.${kind}`, { n: (counts[kind] ?? 0).toLocaleString(i18n.language) })}
                    </span>
                  ))}
                  <span className={classes.number}>{t('erasures.number', { id: id.slice(-12) })}</span>
                </span>
              }
            >
              <span className={classes.days}>
                {state === 'running' ? t('erasures.running') : <Time at={doneAt ?? askedAt} form="day" />}
              </span>
            </Row>
          ))}
        </Rows>
      ) : null}
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </Section>
  )
}
