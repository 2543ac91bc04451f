import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { workspaceQuery } from '../../../api/reads/directory.ts'
import { meQuery } from '../../../api/reads/me.ts'
import type { Workspace } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { languages } from '../../../ui/languages.ts'
import { timeZones } from '../../../ui/time/time-zones.ts'

const undoChoices = [0, 5, 10, 20, 30, 60]

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const form = useForm({
    saved: workspace,
    check: ({ name }) => (name.trim() === '' ? { name: t('wrong.empty') } : {}),
    save: async (_, changes) => {
      const saved = await call('workspace.updateWorkspace', { body: changes })
      queryClient.setQueryData(workspaceQuery.queryKey, saved)
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
  const { undoSeconds } = form.draft
  const undo = [...new Set([...undoChoices, undoSeconds])].sort((a, b) => a - b)
  return (
    <SaveForm form={form}>
      <Section title={t('workspace.identity')}>
        <TextInput
          label={t('workspace.name')}
          description={t('workspace.nameHint')}
          maxLength={100}
          {...form.text('name')}
        />
        <NativeSelect
          label={t('workspace.language')}
          description={t('workspace.languageHint')}
          data={[...languages]}
          {...form.text('language')}
        />
        <NativeSelect
          label={t('workspace.timeZone')}
          description={t('workspace.timeZoneHint')}
          data={timeZones(workspace.timeZone)}
          {...form.text('timeZone')}
        />
      </Section>
      <Section title={t('workspace.sending')}>
        <NativeSelect
          label={t('workspace.undo')}
          description={t('workspace.undoHint')}
          data={undo.map((seconds) => ({
            value: String(seconds),
            label: seconds === 0 ? t('workspace.undoNone') : t('workspace.undoSeconds', { seconds }),
          }))}
          value={String(undoSeconds)}
          error={form.errorOf('undoSeconds')}
          onChange={(event) => form.set({ undoSeconds: Number(event.currentTarget.value) })}
        />
      </Section>
    </SaveForm>
  )
}

/** Name, language, time zone and habits of the workspace. */
export default function Workspace() {
  const { t } = useTranslation('settings')
  const query = useQuery(workspaceQuery)
  return (
    <Page title={t('app:settings.workspace')} lead={t('workspace.lead')}>
      <Loaded query={query}>{(workspace) => <WorkspaceForm workspace={workspace} />}</Loaded>
    </Page>
  )
}
