import { useInfiniteQuery } from '@tanstack/react-query'
import { ClipboardCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keepingRunsQuery } from '../../../api/reads/keeping.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Keeping.module.css'
import type { Rule } from './RuleDialog.tsx'

/** The proof of what rules removed. */
export function Runs({ rules }: { rules: readonly Rule[] }) {
  const { t, i18n } = useTranslation('keeping')
  const query = useInfiniteQuery(keepingRunsQuery)
  const runs = query.data?.pages.flatMap(({ items }) => items) ?? []
  const titleOf = (kind: string): string => {
    const rule = rules.find((one) => one.kind === kind)
    return rule ? inLanguage(rule.title, i18n.language) : kind
  }
  return (
    <Section title={t('runs.title')} lead={t('runs.lead')} flush>
      {query.isSuccess && runs.length === 0 ? (
        <EmptyState icon={<ClipboardCheck size={28} strokeWidth={1.5} />} title={t('runs.none')}>
          {t('runs.noneText')}
        </EmptyState>
      ) : null}
      {runs.length > 0 ? (
        <Rows label={t('runs.title')}>
          {runs.map((run) => (
            <Row
              key={run.id}
              title={titleOf(run.kind)}
              faint={run.rows === 0}
              detail={
                <span className={classes.line}>
                  <span>
                    {t('runs.at')} <Time at={run.startedAt} form="day" />
                  </span>
                  <span>{t('runs.rule', { days: run.days.toLocaleString(i18n.language) })}</span>
                  {run.from && run.to ? (
                    <span>
                      {t('runs.span')} <Time at={run.from} form="day" /> – <Time at={run.to} form="day" />
                    </span>
                  ) : null}
                </span>
              }
            >
              <span className={classes.days}>
                {t('runs.rows', { rows: run.rows.toLocaleString(i18n.language) })}
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
