import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import classes from './Data.module.css'

interface Props {
  customer: { id: string; name: string }
  onClose(): void
}

const tidy = (text: string): string => text.normalize('NFKC').replace(/\s+/g, ' ').trim()

/** Asks for the customer's name before everything about them goes for good. */
export default function EraseDialog({ customer, onClose }: Props) {
  const { t } = useTranslation('keeping')
  const cache = useQueryClient()
  const form = useForm({
    saved: { name: '' },
    check: ({ name }) => ({ name: tidy(name) === tidy(customer.name) ? undefined : t('erase.wrong') }),
    save: async ({ name }) => {
      await call('keeping.eraseCustomer', { params: { customerId: customer.id }, body: { name } })
      await cache.invalidateQueries()
    },
  })
  return (
    <DialogForm
      title={t('erase.title')}
      submit={t('erase.action')}
      done={t('erase.begun')}
      form={form}
      onClose={onClose}
      danger
    >
      <div className={classes.text}>
        <p>{t('erase.what')}</p>
        <ul>
          <li>{t('erase.gone')}</li>
          <li>{t('erase.stays')}</li>
          <li>{t('erase.later')}</li>
        </ul>
        <p className={classes.strong}>{t('erase.forGood')}</p>
      </div>
      <TextInput
        label={t('erase.type')}
        description={customer.name}
        maxLength={200}
        autoComplete="off"
        data-autofocus
        {...form.text('name')}
      />
    </DialogForm>
  )
}
