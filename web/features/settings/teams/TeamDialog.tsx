import { TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery, teamsQuery } from '../../../api/reads/directory.ts'
import type { Team } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { PickMany } from '../../../ui/pick/PickMany.tsx'

/** Makes a team, or changes its name and members. */
export function TeamDialog({ team, onClose }: { team: Team | undefined; onClose(): void }) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const agents = useQuery(agentsQuery).data ?? []
  const form = useForm({
    saved: { name: team?.name ?? '', agentIds: team?.agentIds ?? [] },
    check: ({ name }) => (name.trim() === '' ? { name: t('wrong.empty') } : {}),
    save: async (draft, changes) => {
      if (team) await call('agents.updateTeam', { params: { teamId: team.id }, body: changes })
      else await call('agents.createTeam', { body: draft })
      await queryClient.invalidateQueries({ queryKey: teamsQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey })
    },
  })
  return (
    <DialogForm
      title={team ? t('teams.change') : t('teams.new')}
      submit={team ? t('app:form.save') : t('make')}
      form={form}
      onClose={onClose}
    >
      <TextInput label={t('teams.name')} maxLength={100} data-autofocus {...form.text('name')} />
      <PickMany
        label={t('teams.members')}
        add={t('teams.addMember')}
        items={agents
          .filter(({ active, id }) => active || form.draft.agentIds.includes(id))
          .map(({ id, name, email }) => ({ id, label: name, detail: email }))}
        value={form.draft.agentIds}
        onChange={(agentIds) => form.set({ agentIds })}
      />
    </DialogForm>
  )
}
