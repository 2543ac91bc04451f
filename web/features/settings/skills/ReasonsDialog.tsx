import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { presenceReasonsQuery, type PresenceState } from '../../../api/reads/presence.ts'
import type { Output } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { presenceStates } from '../../../app/presence/presence-words.ts'
import { wordsOf } from '../sending/words-of.ts'

type Reasons = Output<'agents.listPresenceReasons'>
const most = 100

const linesOf = (reasons: Reasons, state: PresenceState) =>
  reasons
    .filter((one) => one.state === state)
    .map(({ name }) => name)
    .join('\n')

/** Says which reasons are offered for each state, one a line. */
export function ReasonsDialog({ reasons, onClose }: { reasons: Reasons; onClose(): void }) {
  const { t } = useTranslation('skills')
  const queryClient = useQueryClient()
  const form = useForm<Record<PresenceState, string>>({
    saved: {
      online: linesOf(reasons, 'online'),
      away: linesOf(reasons, 'away'),
      call: linesOf(reasons, 'call'),
      training: linesOf(reasons, 'training'),
      off: linesOf(reasons, 'off'),
    },
    check: (draft) => {
      const tooMany = presenceStates.flatMap((state) => wordsOf(draft[state])).length > most
      return Object.fromEntries(
        presenceStates.map((state) => {
          const tooLong = wordsOf(draft[state]).some((name) => name.length > 100)
          return [
            state,
            tooLong
              ? t('settings:wrong.long', { limit: 100 })
              : tooMany && draft[state] !== ''
                ? t('tooManyReasons')
                : undefined,
          ]
        }),
      )
    },
    save: async (draft) => {
      const body = presenceStates.flatMap((state) => wordsOf(draft[state]).map((name) => ({ state, name })))
      const saved = await call('agents.savePresenceReasons', { body })
      queryClient.setQueryData(presenceReasonsQuery.queryKey, saved)
    },
  })
  return (
    <DialogForm title={t('reasons')} submit={t('app:form.save')} form={form} onClose={onClose}>
      {presenceStates.map((state) => (
        <Textarea
          key={state}
          label={t(`presence:state.${state}`)}
          description={state === 'online' ? t('oneALine') : undefined}
          autosize
          minRows={1}
          maxRows={6}
          data-autofocus={state === 'away' || undefined}
          {...form.text(state)}
        />
      ))}
    </DialogForm>
  )
}
