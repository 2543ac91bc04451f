import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Where a person who is signed in enters their password again. */
export function OwnPassword(props: PasswordInputProps) {
  const { t } = useTranslation('account')
  return (
    <PasswordInput
      label={t('password.own')}
      autoComplete="current-password"
      data-autofocus
      maxLength={200}
      {...props}
    />
  )
}
