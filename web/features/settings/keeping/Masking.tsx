import { Checkbox } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { workspaceQuery } from '../../../api/reads/directory.ts'
import type { Workspace } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Section } from '../frame/Section.tsx'

/** Whether card numbers and the like are made unreadable as they come in. */
export function Masking({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation('keeping')
  const cache = useQueryClient()
  const form = useForm({
    saved: { maskNumbers: workspace.maskNumbers },
    save: async (draft) =>
      cache.setQueryData(workspaceQuery.queryKey, await call('workspace.updateWorkspace', { body: draft })),
  })
  return (
    <SaveForm form={form}>
      <Section title={t('masking.title')}>
        <Checkbox
          label={t('masking.label')}
          description={t('masking.hint')}
          checked={form.draft.maskNumbers}
          onChange={(event) => form.set({ maskNumbers: event.currentTarget.checked })}
        />
      </Section>
    </SaveForm>
  )
}
