import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { permissionsQuery, rolesQuery } from '../../../api/reads/roles.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMe } from '../../../app/me.ts'
import { choosePermission, withoutEverywhere } from './choose-permissions.ts'
import { type OneRole, useRoleWords } from './use-role-words.ts'

interface Props {
  /** Those that it can be made after. */
  roles: readonly OneRole[]
  /** The one that it is made after at first. */
  after?: string
  onClose(): void
}

/** Makes a role after another one, with what of it the maker may give, and opens it. */
export function NewRole({ roles, after = 'agent', onClose }: Props) {
  const { t } = useTranslation('roles')
  const { permissions: mine, inboxIds } = useMe()
  const { nameOf } = useRoleWords()
  const all = useQuery(permissionsQuery).data?.flatMap(({ permissions }) => permissions) ?? []
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const made = useRef('')
  const form = useForm({
    saved: { name: '', after },
    check: ({ name }) => (name.trim() === '' ? { name: t('settings:wrong.empty') } : {}),
    save: async ({ name, after: model }) => {
      const role = roles.find(({ id }) => id === model)
      const allInboxes = (role?.allInboxes ?? false) && inboxIds === null
      // What only owners may have is not among those that can be chosen.
      const known = (role?.permissions ?? []).filter((one) => all.some(({ name: named }) => named === one))
      const given = known
        .filter((one) => !mine.includes(one))
        .reduce((left, one) => choosePermission(all, left, one, false), known)
      const permissions = allInboxes ? given : withoutEverywhere(all, given)
      const body = { name: name.trim(), permissions, allInboxes }
      made.current = (await call('agents.createRole', { body })).id
      await queryClient.invalidateQueries({ queryKey: rolesQuery.queryKey })
    },
  })
  const close = () => {
    onClose()
    if (made.current !== '') void navigate({ href: `/settings/roles/${made.current}` })
  }
  return (
    <DialogForm title={t('new')} submit={t('settings:make')} done={t('made')} form={form} onClose={close}>
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        maxLength={60}
        data-autofocus
        {...form.text('name')}
      />
      <NativeSelect
        label={t('after')}
        description={t('afterHint')}
        data={roles.map((role) => ({ value: role.id, label: nameOf(role) }))}
        {...form.text('after')}
      />
    </DialogForm>
  )
}
