import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { deepEqual } from '@tanstack/react-router'
import { ChevronRight, FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { DryRun as Result } from '../../../api/reads/rules.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { StepLines } from '../../../app/shared/rules/StepLines.tsx'
import { WhyTree } from '../../../app/shared/rules/WhyTree.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { Section } from '../frame/Section.tsx'
import type { RuleDraft } from './rule.ts'
import classes from './Rules.module.css'

type Item = Result['items'][number]

/** One conversation: what would be other in it, and opened, why. */
function Line({ item: { conversation, steps, why } }: { item: Item }) {
  const { t } = useTranslation('rules')
  const [opened, setOpened] = useState(false)
  return (
    <li className={classes.tried}>
      <button
        type="button"
        className={classes.opener}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <ChevronRight size={15} aria-hidden="true" />
        <span className={classes.who}>
          <span className={classes.customer}>{conversation.customer}</span>
          <span className={classes.subject}>{conversation.subject || t('try.noSubject')}</span>
        </span>
        <span className={classes.count}>
          {steps.length === 0 ? t('try.same') : t('try.changes', { count: steps.length })}
        </span>
      </button>
      {opened ? (
        <div className={classes.triedDetails}>
          <PlainLink href={`/inbox/${conversation.id}?status=any`}>
            {t('try.open', { number: conversation.number })}
          </PlainLink>
          {steps.length > 0 ? <StepLines steps={steps} /> : null}
          <WhyTree why={why} />
        </div>
      ) : null}
    </li>
  )
}

function Outcome({ result }: { result: Result }) {
  const { t, i18n } = useTranslation('rules')
  const { looked, held, changed, outward, steps, items } = result
  return (
    <>
      <p className={classes.summary}>
        {held === 0 ? t('try.none', { looked }) : t('try.summary', { looked, held, changed })}
      </p>
      {outward > 0 ? <p className={classes.outwardCount}>{t('try.outward', { count: outward })}</p> : null}
      {held > 0 ? (
        <ul className={classes.perStep} aria-label={t('try.perStep')}>
          {steps.map((one, at) => (
            <li key={`${one.action} ${at}`}>
              <span>{inLanguage(one.title, i18n.language)}</span>
              <span className={classes.number}>{t('try.times', { count: one.changed })}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {items.length > 0 ? (
        <ul className={classes.triedList} aria-label={t('try.list')}>
          {items.map((item) => (
            <Line key={item.conversation.id} item={item} />
          ))}
        </ul>
      ) : null}
      {held > items.length ? <p className={classes.hint}>{t('try.more', { count: items.length })}</p> : null}
    </>
  )
}

/** What a rule would do to the last 500 conversations, as it stands in the form. */
export function DryRun({ draft }: { draft: RuleDraft }) {
  const { t } = useTranslation('rules')
  const textOf = useProblemText()
  const [tried, setTried] = useState<RuleDraft>()
  const run = useMutation({
    mutationFn: (rule: RuleDraft) =>
      call('automations.tryRule', { body: { ...rule, name: rule.name.trim() || '-' } }),
    onMutate: setTried,
  })
  const isOld = tried !== undefined && !deepEqual({ ...tried, name: '' }, { ...draft, name: '' })
  const button = (
    <Button
      variant="default"
      leftSection={<FlaskConical size={15} />}
      loading={run.isPending}
      disabled={draft.steps.length === 0}
      onClick={() => run.mutate(draft)}
    >
      {t('try.run')}
    </Button>
  )
  return (
    <Section title={t('try.title')} lead={t('try.lead')} action={button}>
      <div aria-live="polite" className={classes.outcome}>
        {run.isError ? (
          <p className={classes.wrong} role="alert">
            {textOf(run.error)}
          </p>
        ) : null}
        {run.data && isOld ? <p className={classes.hint}>{t('try.old')}</p> : null}
        {run.data ? <Outcome result={run.data} /> : null}
        {run.data || run.isError ? null : (
          <p className={classes.hint}>{t(draft.steps.length === 0 ? 'try.notYet' : 'try.idle')}</p>
        )}
      </div>
    </Section>
  )
}
