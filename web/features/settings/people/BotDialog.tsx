import { TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery, teamsQuery } from '../../../api/reads/directory.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMe } from '../../../app/me.ts'
import { PickMany } from '../../../ui/pick/PickMany.tsx'

/** Adds a bot, and leads to its page. */
export function BotDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('settings')
  const { workspace } = useMe()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const teams = useQuery(teamsQuery).data ?? []
  const form = useForm({
    saved: { name: '', teamIds: [] as string[] },
    check: ({ name }) => ({ name: name.trim() === '' ? t('wrong.empty') : undefined }),
    save: async ({ name, teamIds }) => {
      const bot = await call('agents.createBot', {
        body: { name: name.trim(), teamIds, language: workspace.language },
      })
      await queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: teamsQuery.queryKey })
      await navigate({ to: `/settings/people/${bot.id}` as string })
    },
  })
  return (
    <DialogForm title={t('bot.add')} submit={t('bot.submit')} form={form} onClose={onClose}>
      <TextInput
        label={t('bot.name')}
        description={t('bot.nameHint')}
        maxLength={100}
        data-autofocus
        {...form.text('name')}
      />
      <PickMany
        label={t('person.teams')}
        hint={t('person.teamsHint')}
        add={t('person.addTeam')}
        items={teams.map(({ id, name }) => ({ id, label: name }))}
        value={form.draft.teamIds}
        onChange={(teamIds) => form.set({ teamIds })}
      />
    </DialogForm>
  )
}
