import { Checkbox, Textarea, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { rolesQuery } from '../../../api/reads/roles.ts'
import type { Output } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMe } from '../../../app/me.ts'
import { Section } from '../frame/Section.tsx'
import { withoutEverywhere } from './choose-permissions.ts'
import { PermissionList } from './PermissionList.tsx'
import type { OneRole } from './use-role-words.ts'

interface Props {
  role: OneRole
  groups: Output<'agents.listPermissions'>
}

interface SightProps {
  allInboxes: boolean
  onChange?: (allInboxes: boolean) => void
}

/** Which inboxes people with a role see. */
function Sight({ allInboxes, onChange }: SightProps) {
  const { t } = useTranslation('roles')
  const { inboxIds } = useMe()
  return (
    <Section title={t('sight')}>
      <Checkbox
        label={t('sightAll')}
        description={t('sightAllHint')}
        checked={allInboxes}
        disabled={!onChange || inboxIds !== null}
        onChange={(event) => onChange?.(event.currentTarget.checked)}
      />
    </Section>
  )
}

/** What a role lets people do and see, where nothing of it can be changed. */
export function RoleShown({ role, groups }: Props) {
  return (
    <>
      <Sight allInboxes={role.allInboxes} />
      <PermissionList groups={groups} role={role} />
    </>
  )
}

/** What a role of the workspace's own lets people do and see. */
export function RoleForm({ role, groups }: Props) {
  const { t } = useTranslation('roles')
  const queryClient = useQueryClient()
  const all = groups.flatMap(({ permissions }) => permissions)
  const { title, description, permissions, allInboxes } = role
  const form = useForm({
    saved: { name: title.ja, description, permissions, allInboxes },
    check: ({ name }) => ({ name: name.trim() === '' ? t('settings:wrong.empty') : undefined }),
    save: async (_, changes) => {
      await call('agents.updateRole', { params: { roleId: role.id }, body: changes })
      await queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey })
    },
  })
  const { draft } = form
  return (
    <SaveForm form={form}>
      <Section title={t('basics')}>
        <TextInput label={t('name')} maxLength={60} {...form.text('name')} />
        <Textarea
          label={t('description')}
          description={t('descriptionHint')}
          maxLength={300}
          autosize
          minRows={1}
          maxRows={4}
          {...form.text('description')}
        />
      </Section>
      <Sight
        allInboxes={draft.allInboxes}
        onChange={(next) =>
          form.set({
            allInboxes: next,
            ...(next ? {} : { permissions: withoutEverywhere(all, draft.permissions) }),
          })
        }
      />
      <PermissionList groups={groups} role={draft} onChange={(next) => form.set({ permissions: next })} />
    </SaveForm>
  )
}
