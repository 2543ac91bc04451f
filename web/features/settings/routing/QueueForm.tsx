import { NativeSelect, TextInput } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { useTeams } from '../../../app/shared/directory.tsx'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { Section } from '../frame/Section.tsx'
import { ConditionsField } from '../shared/conditions/ConditionsField.tsx'
import { useCheckConditions } from '../shared/conditions/use-conditions.ts'
import { Needs } from './Needs.tsx'
import { Overflow } from './Overflow.tsx'
import type { QueueDraft } from './queue.ts'

const modes = ['load', 'turn', 'hand'] as const

interface Props {
  saved: QueueDraft
  save(draft: QueueDraft): Promise<unknown>
  /** Told once there is nothing more to save. */
  onClean?(): void
}

function Serving({ form }: { form: Form<QueueDraft> }) {
  const { t } = useTranslation('queues')
  const { draft } = form
  const teams = [...useTeams().values()].map(({ id, name }) => ({ id, label: name }))
  return (
    <Section title={t('serving')}>
      <PickMany
        label={t('teams')}
        hint={t('teamsHint')}
        add={t('addTeam')}
        items={teams}
        value={draft.teamIds}
        onChange={(teamIds) => form.set({ teamIds })}
      />
      <NativeSelect
        label={t('modeLabel')}
        description={t(`modeHint.${draft.mode}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={modes.map((mode) => ({ value: mode, label: t(`mode.${mode}`) }))}
        {...form.text('mode')}
      />
    </Section>
  )
}

/** What of a queue can be settled. */
export function QueueForm({ saved, save, onClean }: Props) {
  const { t } = useTranslation('queues')
  const checkConditions = useCheckConditions()
  const form = useForm({
    saved,
    check: ({ name, applies, urgent, overflowSeconds, overflowTeamIds }) => ({
      name: name.trim() === '' ? t('settings:wrong.empty') : undefined,
      applies: checkConditions(applies),
      urgent: checkConditions(urgent),
      overflowTeamIds:
        overflowSeconds !== null && overflowTeamIds.length === 0 ? t('overflow.noTeam') : undefined,
    }),
    save,
  })
  const { draft, dirty } = form
  useEffect(() => {
    if (!dirty) onClean?.()
  }, [dirty, onClean])
  return (
    <SaveForm form={form}>
      <Section title={t('what')} lead={t('whatLead')}>
        <TextInput label={t('name')} maxLength={100} {...form.text('name')} />
        <ConditionsField
          label={t('applies')}
          about="conversation"
          emptyText={t('appliesEmpty')}
          value={draft.applies}
          onChange={(applies) => form.set({ applies })}
          error={form.errorOf('applies')}
        />
      </Section>
      <Serving form={form} />
      {draft.mode === 'hand' ? null : <Needs form={form} />}
      <Section title={t('order')} lead={t('orderLead')}>
        <ConditionsField
          label={t('urgent')}
          about="conversation"
          emptyText={t('urgentEmpty')}
          value={draft.urgent}
          onChange={(urgent) => form.set({ urgent })}
          error={form.errorOf('urgent')}
        />
      </Section>
      {draft.mode === 'hand' ? null : <Overflow form={form} />}
    </SaveForm>
  )
}
