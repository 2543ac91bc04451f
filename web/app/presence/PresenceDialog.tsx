import '../../ui/styles/fields.ts'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Presence, presenceReasonsQuery } from '../../api/reads/presence.ts'
import { SmallButton } from '../../ui/SmallButton.tsx'
import { DialogForm } from '../form/DialogForm.tsx'
import { useForm } from '../form/use-form.ts'
import { useMe } from '../me.ts'
import classes from './Presence.module.css'
import { PresenceIcon } from './PresenceIcon.tsx'
import { presenceStates } from './presence-words.ts'
import { useSetPresence } from './use-set-presence.ts'

interface Props {
  name: string
  presence: Presence
  onClose(): void
}

/** Says what somebody does, with a reason of the workspace's list or in own words. */
export default function PresenceDialog({ name, presence, onClose }: Props) {
  const { t } = useTranslation('presence')
  const own = useMe().agent.id === presence.agentId
  const reasons = useQuery(presenceReasonsQuery).data ?? []
  const set = useSetPresence()
  const form = useForm({
    saved: { state: presence.state, reason: presence.reason ?? '' },
    save: ({ state, reason }) => set(presence.agentId, { state, reason: reason.trim() || null }),
  })
  const { state, reason } = form.draft
  const offered = reasons.filter((one) => one.state === state)
  return (
    <DialogForm
      title={own ? t('title') : t('titleOf', { name })}
      submit={t('app:form.save')}
      done={t('done', { state: t(`state.${state}`) })}
      form={form}
      width={420}
      onClose={onClose}
    >
      <fieldset className={classes.states}>
        <legend className="visually-hidden">{t('title')}</legend>
        {presenceStates.map((one) => (
          <label key={one} className={classes.state}>
            <input
              type="radio"
              name="presence"
              checked={one === state}
              data-autofocus={one === state || undefined}
              // A reason is one for what was chosen before.
              onChange={() =>
                form.set({ state: one, reason: one === presence.state ? (presence.reason ?? '') : '' })
              }
            />
            <PresenceIcon look={one} size={16} />
            {t(`state.${one}`)}
          </label>
        ))}
      </fieldset>
      <p className={classes.hint}>{t(state === 'online' ? 'given' : 'notGiven')}</p>
      {offered.length > 0 ? (
        <div className={classes.reasons} role="group" aria-label={t('offered')}>
          {offered.map(({ name: text }) => (
            <SmallButton
              key={text}
              aria-pressed={reason === text}
              onClick={() => form.set({ reason: reason === text ? '' : text })}
            >
              {text}
            </SmallButton>
          ))}
        </div>
      ) : null}
      <TextInput label={t('reason')} description={t('reasonHint')} maxLength={100} {...form.text('reason')} />
    </DialogForm>
  )
}
