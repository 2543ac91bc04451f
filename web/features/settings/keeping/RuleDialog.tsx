import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { dueQuery, keepingRulesQuery } from '../../../api/reads/keeping.ts'
import type { Output } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Keeping.module.css'

/** One kind of data with how long it is kept. */
export type Rule = Output<'keeping.listRules'>[number]

/** The number that somebody typed, in whichever width; undefined where it is none. */
const numberIn = (text: string): number | undefined => {
  const typed = text.normalize('NFKC').replace(/[,\s]/g, '')
  return /^\d{1,5}$/.test(typed) ? Number(typed) : undefined
}

/** What the rule would remove today. */
function Due({ rule, days }: { rule: Rule; days: number }) {
  const { t, i18n } = useTranslation('keeping')
  const textOf = useProblemText()
  const { data, error, isFetching } = useQuery(dueQuery(rule.kind, days))
  if (error) return <p role="alert">{textOf(error)}</p>
  return (
    <div className={classes.due} role="status" aria-busy={isFetching}>
      {data === undefined ? (
        t('due.counting')
      ) : data.rows === 0 ? (
        t('due.nothing')
      ) : (
        <>
          <strong>{t('due.rows', { rows: data.rows.toLocaleString(i18n.language) })}</strong>
          <span>
            {t('due.oldest')} {data.oldest ? <Time at={data.oldest} form="day" /> : null}
          </span>
        </>
      )}
    </div>
  )
}

/** Says how long a kind of data is kept, and what that would remove, before it is saved. */
export function RuleDialog({ rule, onClose }: { rule: Rule; onClose(): void }) {
  const { t, i18n } = useTranslation('keeping')
  const cache = useQueryClient()
  const form = useForm({
    saved: { kept: rule.days === null ? 'forever' : 'days', days: String(rule.days ?? rule.leastDays) },
    check: ({ kept, days }) => ({
      days:
        kept === 'days' && (numberIn(days) ?? 0) < rule.leastDays
          ? t('rules.tooFew', { days: rule.leastDays })
          : undefined,
    }),
    save: async ({ kept, days }) => {
      await call('keeping.saveRule', {
        params: { kind: rule.kind },
        body: { days: kept === 'days' ? (numberIn(days) ?? rule.leastDays) : null },
      })
      await cache.invalidateQueries({ queryKey: keepingRulesQuery.queryKey })
    },
  })
  const { kept, days } = form.draft
  const typed = numberIn(days)
  return (
    <DialogForm
      title={inLanguage(rule.title, i18n.language)}
      submit={t('app:form.save')}
      form={form}
      onClose={onClose}
    >
      <p className={classes.hint}>{inLanguage(rule.hint, i18n.language)}</p>
      <NativeSelect
        label={t('rules.kept')}
        data-autofocus
        data={[
          { value: 'forever', label: t('rules.forever') },
          { value: 'days', label: t('rules.certain') },
        ]}
        {...form.text('kept')}
      />
      {kept === 'days' ? (
        <>
          <TextInput
            label={t('rules.number')}
            description={t('rules.least', { days: rule.leastDays })}
            inputMode="numeric"
            maxLength={6}
            {...form.text('days')}
          />
          {typed !== undefined && typed >= rule.leastDays ? <Due rule={rule} days={typed} /> : null}
        </>
      ) : null}
    </DialogForm>
  )
}
