import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { asProblem } from '../../../api/problem.ts'
import { actionsQuery } from '../../../api/reads/macros.ts'
import { rulesQuery } from '../../../api/reads/rules.ts'
import { conditionsQuery } from '../../../api/reads/settings.ts'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { atField } from '../shared/conditions/at-field.ts'
import { useCheckConditions } from '../shared/conditions/use-conditions.ts'
import { openStep, type RuleDraft } from './rule.ts'

/** Something that may go wrong between a rule and others, as the server tells it. */
export interface Warning {
  key: string
  kind: 'loop' | 'fight'
  rules?: string
  rule?: string
  wins?: boolean
  en?: string
  ja?: string
}

/** The form of a rule, with what was told at saving and how to save all the same. */
export interface RuleForm {
  form: Form<RuleDraft>
  warnings: readonly Warning[]
  saveAnyway(): Promise<boolean>
}

interface Options {
  saved: RuleDraft
  save(draft: RuleDraft & { confirmed: string[] }): Promise<unknown>
}

/** What is wrong with a rule is said at its fields, before the server has to; what it warns of can be confirmed. */
export function useRuleForm({ saved, save }: Options): RuleForm {
  const { t } = useTranslation('rules')
  const cache = useQueryClient()
  const checkConditions = useCheckConditions()
  const actions = useQuery(actionsQuery).data ?? []
  const [warnings, setWarnings] = useState<readonly Warning[]>([])
  const confirmed = useRef<string[]>([])
  const form = useForm<RuleDraft>({
    saved,
    check: ({ name, when, applies, steps }) => {
      const open = openStep(steps, actions)
      const length = 'moment' in when ? when.after.amount : 1
      return {
        name: name.trim() === '' ? t('settings:wrong.empty') : undefined,
        when:
          'events' in when && when.events.length === 0
            ? t('wrong.when')
            : Number.isInteger(length) && length >= 1 && length <= 10_000
              ? undefined
              : t('wrong.length'),
        applies: checkConditions(applies),
        steps:
          steps.length === 0
            ? t('wrong.noSteps')
            : open === undefined
              ? undefined
              : t('wrong.step', { place: open }),
      }
    },
    save: async (draft) => {
      setWarnings([])
      await save({ ...draft, confirmed: confirmed.current }).catch((error: unknown) => {
        const { code, reasons } = asProblem(error)
        if (code === 'automations.warnings') setWarnings(reasons as unknown as Warning[])
        // What it refuses may have been removed since the page was opened.
        for (const query of [conditionsQuery, actionsQuery])
          void cache.invalidateQueries({ queryKey: query.queryKey })
        throw atField(error, 'applies')
      })
      confirmed.current = []
      await cache.invalidateQueries({ queryKey: rulesQuery.queryKey })
    },
  })
  return {
    form,
    warnings,
    saveAnyway: () => {
      confirmed.current = warnings.map(({ key }) => key)
      return form.submit()
    },
  }
}
