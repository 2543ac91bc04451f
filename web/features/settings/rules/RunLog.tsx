import { useInfiniteQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type RuleRun, ruleRunsQuery } from '../../../api/reads/rules.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { RunDetails, RunPill } from '../../../app/shared/rules/RunDetails.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Rules.module.css'

function Run({ run }: { run: RuleRun }) {
  const { t } = useTranslation('rules')
  const [opened, setOpened] = useState(false)
  const { conversation } = run
  return (
    <li className={classes.tried}>
      <button
        type="button"
        className={classes.opener}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <ChevronRight size={15} aria-hidden="true" />
        <RunPill state={run.state} />
        <span className={classes.who}>
          <span className={classes.customer}>{conversation.customer}</span>
          <span className={classes.subject}>{conversation.subject || t('try.noSubject')}</span>
        </span>
        <Time at={run.at} form="day" className={classes.count} />
      </button>
      {opened ? (
        <div className={classes.triedDetails}>
          <PlainLink href={`/inbox/${conversation.id}?status=any`}>
            {t('try.open', { number: conversation.number })}
          </PlainLink>
          <RunDetails run={run} />
        </div>
      ) : null}
    </li>
  )
}

/** What a rule did, newest first. */
export function RunLog({ ruleId }: { ruleId: string }) {
  const { t } = useTranslation('rules')
  const textOf = useProblemText()
  const query = useInfiniteQuery(ruleRunsQuery(ruleId))
  const runs = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <Section title={t('log.title')} lead={t('log.lead')} flush>
      {query.isPending ? <SkeletonLines lines={4} className={classes.loading} /> : null}
      {query.isError && !query.data ? (
        <ErrorState
          message={textOf(query.error)}
          retry={() => void query.refetch()}
          busy={query.isFetching}
        />
      ) : null}
      {query.data && runs.length === 0 ? <p className={classes.noRuns}>{t('log.none')}</p> : null}
      {runs.length > 0 ? (
        <ul className={classes.triedList} data-flush aria-label={t('log.title')}>
          {runs.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </Section>
  )
}
