import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { actionsQuery, type Macro } from '../../../api/reads/macros.ts'
import { templatesQuery } from '../../../api/reads/templates.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { useMay } from '../../../app/me.ts'
import { useTeams } from '../../../app/shared/directory.tsx'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { Steps } from './Steps.tsx'

interface Draft {
  title: string
  /** Empty: none. */
  templateId: string
  steps: Macro['steps']
  reach: 'own' | 'teams' | 'all'
  teamIds: string[]
}

const draftOf = (macro: Macro | undefined): Draft => ({
  title: macro?.title ?? '',
  templateId: macro?.templateId ?? '',
  steps: macro?.steps ?? [],
  reach: !macro || macro.teamIds?.length === 0 ? 'own' : macro.teamIds === null ? 'all' : 'teams',
  teamIds: macro?.teamIds ?? [],
})

/** For whom a macro is: whoever may not approve answers keeps theirs to themselves. */
function Reach({ form }: { form: Form<Draft> }) {
  const { t } = useTranslation('templates')
  const gives = useMay()('templates.approve')
  const teams = [...useTeams().values()]
  const { reach, teamIds } = form.draft
  return (
    <>
      <NativeSelect
        label={t('field.audience')}
        description={gives ? undefined : t('macros.ownOnly')}
        disabled={!gives && reach === 'own'}
        data={[
          { value: 'own', label: t('macros.forOwner') },
          { value: 'teams', label: t('field.someTeams'), disabled: !gives || teams.length === 0 },
          { value: 'all', label: t('field.everybody'), disabled: !gives },
        ]}
        {...form.text('reach')}
      />
      {reach === 'teams' ? (
        <PickMany
          label={t('field.teams')}
          add={t('field.addTeam')}
          items={teams.map(({ id, name }) => ({ id, label: name }))}
          value={teamIds}
          onChange={(next) => form.set({ teamIds: next })}
        />
      ) : null}
    </>
  )
}

interface Props {
  /** Undefined: a new one. */
  macro: Macro | undefined
  onClose(): void
}

/** Makes a macro, or changes one. */
export default function MacroDialog({ macro, onClose }: Props) {
  const { t } = useTranslation('templates')
  const cache = useQueryClient()
  // What a macro answers stands by itself.
  const actions = (useQuery(actionsQuery).data ?? []).filter(({ name }) => !name.startsWith('template.'))
  const answers = useQuery(templatesQuery({ state: 'usable', limit: 2000 })).data ?? []
  const known = answers.some(({ id }) => id === macro?.templateId)
  const form = useForm<Draft>({
    saved: draftOf(macro),
    check: ({ title, steps, reach, teamIds }) => ({
      title: title.trim() === '' ? t('wrong.title') : undefined,
      steps: steps.length === 0 ? t('macros.noSteps') : undefined,
      reach: reach === 'teams' && teamIds.length === 0 ? t('wrong.teams') : undefined,
    }),
    save: async ({ title, templateId, steps, reach, teamIds }) => {
      const body = {
        title,
        templateId: templateId || null,
        steps,
        teamIds: reach === 'all' ? null : reach === 'own' ? [] : teamIds,
      }
      if (macro)
        await call('templates.updateMacro', {
          params: { macroId: macro.id },
          body: { ...body, revision: macro.revision },
        })
      else await call('templates.createMacro', { body })
      await cache.invalidateQueries({ queryKey: ['templates', 'macros'] })
    },
  })
  return (
    <DialogForm
      title={macro ? t('macros.edit') : t('macros.add')}
      submit={t('app:form.save')}
      form={form}
      width={600}
      onClose={onClose}
    >
      <TextInput label={t('field.title')} maxLength={200} data-autofocus {...form.text('title')} />
      <NativeSelect
        label={t('macros.reply')}
        description={t('macros.replyHint')}
        data={[
          { value: '', label: t('macros.noReply') },
          ...(macro?.templateId && !known
            ? [{ value: macro.templateId, label: macro.templateTitle ?? '' }]
            : []),
          ...answers.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        {...form.text('templateId')}
      />
      <Steps
        actions={actions}
        steps={form.draft.steps}
        problem={form.errorOf('steps')}
        onChange={(steps) => form.set({ steps })}
      />
      <Reach form={form} />
    </DialogForm>
  )
}
