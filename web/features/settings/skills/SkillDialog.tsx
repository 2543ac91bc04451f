import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { skillsQuery } from '../../../api/reads/presence.ts'
import type { Output } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'

/** Names a skill, or gives it another name. */
export function SkillDialog({
  skill,
  onClose,
}: {
  skill: Output<'agents.listSkills'>[number] | undefined
  onClose(): void
}) {
  const { t } = useTranslation('skills')
  const queryClient = useQueryClient()
  const form = useForm({
    saved: { name: skill?.name ?? '' },
    check: ({ name }) => ({ name: name.trim() === '' ? t('settings:wrong.empty') : undefined }),
    save: async ({ name }) => {
      const body = { name: name.trim() }
      if (skill) await call('agents.renameSkill', { params: { skillId: skill.id }, body })
      else await call('agents.createSkill', { body })
      await queryClient.invalidateQueries({ queryKey: skillsQuery.queryKey })
    },
  })
  return (
    <DialogForm
      title={skill ? t('renameSkill') : t('newSkill')}
      submit={skill ? t('app:form.save') : t('settings:make')}
      form={form}
      width={420}
      onClose={onClose}
    >
      <TextInput
        label={t('skillName')}
        description={t('skillNameHint')}
        maxLength={100}
        data-autofocus
        {...form.text('name')}
      />
    </DialogForm>
  )
}
