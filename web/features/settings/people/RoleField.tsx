import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../api/types.ts'
import { useRoleWords } from '../roles/use-role-words.ts'

interface Props {
  value: Role
  /** A bot is no owner. */
  bot?: boolean
  error?: string | undefined
  onChange(role: Role): void
}

/** Chooses a role, and says what it may do. */
export function RoleField({ value, bot = false, error, onChange }: Props) {
  const { t } = useTranslation('settings')
  const { roles, nameOf, hintOf } = useRoleWords()
  const chosen = roles.find(({ id }) => id === value)
  return (
    <NativeSelect
      label={t('role.label')}
      description={chosen ? hintOf(chosen) : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={roles
        .filter(({ id }) => !bot || id !== 'owner')
        .map((role) => ({ value: role.id, label: nameOf(role) }))}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
