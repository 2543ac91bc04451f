import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../api/types.ts'

const roles: readonly Role[] = ['owner', 'lead', 'agent', 'readonly']

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
  return (
    <NativeSelect
      label={t('role.label')}
      description={t(`roleHint.${value}`)}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={roles
        .filter((role) => !bot || role !== 'owner')
        .map((role) => ({ value: role, label: t(`role.${role}`) }))}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value as Role)}
    />
  )
}
