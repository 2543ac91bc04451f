import '../../../ui/styles/fields.ts'
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { useForm } from '../../../app/form/use-form.ts'
import classes from './Customers.module.css'
import { Dialog } from '../../../ui/Dialog.tsx'

const blank = { name: '', kana: '', email: '', phone: '' }

/** Adds somebody who has not written yet: from a call, or at the counter. */
export default function NewCustomer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('customers')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    saved: blank,
    check: ({ name }) => (name.trim() === '' ? { name: t('add.needsName') } : ({} as Record<string, string>)),
    async save(draft) {
      const given = Object.entries(draft).map(([key, value]) => [key, value.trim()])
      const body = Object.fromEntries(given.filter(([, value]) => value !== '')) as { name: string }
      const customer = await call('customers.createCustomer', { body })
      void cache.invalidateQueries({ queryKey: ['customers'] })
      onClose()
      await navigate({ to: '/customers/$customerId', params: { customerId: customer.id } })
    },
  })
  return (
    <Dialog onClose={onClose} title={t('add.label')} size={420}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          void form.submit()
        }}
      >
        <TextInput label={t('field.name')} data-autofocus maxLength={200} {...form.text('name')} />
        <TextInput label={t('field.kana')} maxLength={200} {...form.text('kana')} />
        {/* not-a-channel: a field of the form */}
        <TextInput label={t('field.email')} type="email" maxLength={254} {...form.text('email')} />
        <TextInput label={t('field.phone')} type="tel" maxLength={40} {...form.text('phone')} />
        {form.problem ? (
          <p className={classes.problem} role="alert">
            {form.problem}
          </p>
        ) : null}
        <Button type="submit" loading={form.busy}>
          {t('add.submit')}
        </Button>
      </form>
    </Dialog>
  )
}
