import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { conditionsQuery, slaPoliciesQuery } from '../../../api/reads/settings.ts'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { atField } from '../shared/conditions/at-field.ts'
import { useCheckConditions } from '../shared/conditions/use-conditions.ts'
import { type PolicyInput, promises, secondsKey, wrongSeconds } from './policy.ts'

interface Options {
  saved: PolicyInput
  save(draft: PolicyInput): Promise<unknown>
}

/** The form of a policy: what is wrong with it is said at its fields, before the server has to. */
export function usePolicyForm({ saved, save }: Options): Form<PolicyInput> {
  const { t } = useTranslation('sla')
  const queryClient = useQueryClient()
  const checkConditions = useCheckConditions()
  return useForm<PolicyInput>({
    saved,
    check: (draft) => {
      const none = promises.every((promise) => draft[secondsKey[promise]] === null)
      const times = promises.map((promise) => {
        const key = secondsKey[promise]
        const wrong = wrongSeconds(draft[key])
        return [key, wrong && t(`wrong.${wrong}`)] as const
      })
      return {
        ...Object.fromEntries(times),
        ...(none ? { firstSeconds: t('wrong.nothing') } : {}),
        name: draft.name.trim() === '' ? t('settings:wrong.empty') : undefined,
        applies: checkConditions(draft.applies),
      }
    },
    save: async (draft) => {
      await save(draft).catch((error: unknown) => {
        // What it refuses may have been removed since the page was opened.
        void queryClient.invalidateQueries({ queryKey: conditionsQuery.queryKey })
        throw atField(error, 'applies')
      })
      await queryClient.invalidateQueries({ queryKey: slaPoliciesQuery.queryKey })
    },
  })
}
