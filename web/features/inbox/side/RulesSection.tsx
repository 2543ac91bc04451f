import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ChevronRight, SearchCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { conversationRunsQuery, type RuleRun, rulesQuery } from '../../../api/reads/rules.ts'
import { useMay } from '../../../app/me.ts'
import type { BesideProps } from '../../../app/shared/beside/section.ts'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { RunDetails, RunPill } from '../../../app/shared/rules/RunDetails.tsx'
import { StepLines } from '../../../app/shared/rules/StepLines.tsx'
import { WhyTree } from '../../../app/shared/rules/WhyTree.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './RulesSection.module.css'

function Run({ run }: { run: RuleRun }) {
  const [opened, setOpened] = useState(false)
  return (
    <li>
      <button
        type="button"
        className={classes.opener}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <ChevronRight size={14} aria-hidden="true" />
        <span className={classes.name}>{run.rule}</span>
        <RunPill state={run.state} />
      </button>
      <p className={classes.at}>
        <Time at={run.at} form="day" />
      </p>
      {opened ? <RunDetails run={run} /> : null}
    </li>
  )
}

/** Whether a rule would hold for the conversation as it stands now: for those who wonder why it was not carried out. */
function Explained({
  conversationId,
  ruleId,
  name,
}: {
  conversationId: string
  ruleId: string
  name: string
}) {
  const { t } = useTranslation('rules')
  const query = useQuery({
    queryKey: ['rule-runs', conversationId, 'explained', ruleId],
    queryFn: ({ signal }) => call('automations.explainRule', { params: { conversationId, ruleId }, signal }),
  })
  if (query.isPending) return <SkeletonLines lines={2} />
  if (!query.data) return <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
  const { held, due, why, steps } = query.data
  return (
    <div className={classes.explained}>
      <p className={classes.answer}>
        {held && !due ? t('explain.notDue', { name }) : t(held ? 'explain.holds' : 'explain.fails', { name })}
      </p>
      <WhyTree why={why} />
      {held && steps.length > 0 ? <StepLines steps={steps} /> : null}
    </div>
  )
}

function Explain({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation('rules')
  const rules = useQuery(rulesQuery).data ?? []
  const [opened, setOpened] = useState(false)
  const [chosen, setChosen] = useState<string>()
  const rule = rules.find(({ id }) => id === chosen)
  if (rules.length === 0) return null
  return (
    <>
      <PickMenu
        label={t('explain.choose')}
        items={() =>
          rules.map(({ id, name, enabled }) => ({
            id,
            label: name,
            detail: enabled ? undefined : t('off'),
          }))
        }
        onPick={setChosen}
        opened={opened}
        onOpened={setOpened}
        emptyText={t('nothingFits')}
        width={300}
      >
        <button
          type="button"
          className={classes.ask}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <SearchCheck size={15} aria-hidden="true" />
          {t('explain.ask')}
        </button>
      </PickMenu>
      {rule ? <Explained conversationId={conversationId} ruleId={rule.id} name={rule.name} /> : null}
    </>
  )
}

/** What rules did in the conversation, each with what it saw; and whether another one would hold. */
export default function RulesSection({ conversation: { id } }: BesideProps) {
  const { t } = useTranslation('rules')
  const may = useMay()('automations.write')
  const query = useInfiniteQuery(conversationRunsQuery(id))
  const runs = query.data?.pages.flatMap(({ items }) => items) ?? []
  // Nothing was done, and nobody could ask why: no need to say so beside every conversation.
  if (query.data && runs.length === 0 && !may) return null
  return (
    <Section title={t('beside.title')}>
      {query.isPending ? <SkeletonLines lines={2} /> : null}
      {query.isError && !query.data ? (
        <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data && runs.length === 0 ? <p className={classes.none}>{t('beside.none')}</p> : null}
      {runs.length > 0 ? (
        <ul className={classes.runs} aria-label={t('beside.title')}>
          {runs.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
      {may ? <Explain conversationId={id} /> : null}
    </Section>
  )
}
