import { Button, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { sessionsQuery } from '../../../api/reads/account.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'

/** Fewest characters of a password; the server wants no less. */
const fewest = 10

function ChangePassword({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account')
  const queryClient = useQueryClient()
  const form = useForm({
    saved: { old: '', next: '' },
    check: ({ old, next }) => ({
      old: old === '' ? t('password.needsOld') : undefined,
      next: [...next].length < fewest ? t('password.tooShort', { count: fewest }) : undefined,
    }),
    save: async ({ old, next }) => {
      await call('access.changePassword', { body: { current: old, next } })
      void queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  return (
    <DialogForm
      title={t('password.change')}
      submit={t('password.submit')}
      done={t('password.done')}
      form={form}
      width={420}
      onClose={onClose}
    >
      <PasswordInput
        label={t('password.old')}
        autoComplete="current-password"
        data-autofocus
        maxLength={200}
        {...form.text('old')}
      />
      <PasswordInput
        label={t('password.next')}
        description={t('password.nextHint', { count: fewest })}
        autoComplete="new-password"
        maxLength={200}
        {...form.text('next')}
      />
    </DialogForm>
  )
}

/** The person's password. */
export function PasswordSection() {
  const { t } = useTranslation('account')
  const [changing, setChanging] = useState(false)
  return (
    <Section title={t('password.title')}>
      <Act title={t('password.change')} text={t('password.text')}>
        <Button variant="default" onClick={() => setChanging(true)}>
          {t('password.open')}
        </Button>
      </Act>
      {changing ? <ChangePassword onClose={() => setChanging(false)} /> : null}
    </Section>
  )
}
