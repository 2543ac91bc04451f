import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { meQuery } from '../../../api/reads/me.ts'
import type { Output } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { CopyField } from '../../../ui/CopyField.tsx'
import { QrCode } from '../../../ui/qr/QrCode.tsx'
import classes from './Account.module.css'
import { OwnPassword } from './OwnPassword.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

type Begun = Output<'access.startTotp'>

function AskPassword({ onBegun, onClose }: { onBegun(begun: Begun): void; onClose(): void }) {
  const { t } = useTranslation('account')
  const form = useForm({
    saved: { typed: '' },
    check: ({ typed }) => ({ typed: typed === '' ? t('password.needsOld') : undefined }),
    save: async ({ typed }) => onBegun(await call('access.startTotp', { body: { password: typed } })),
  })
  return (
    <DialogForm
      stays
      title={t('totp.enrol')}
      submit={t('totp.next')}
      form={form}
      width={440}
      onClose={onClose}
    >
      <p>{t('totp.passwordText')}</p>
      <OwnPassword {...form.text('typed')} />
    </DialogForm>
  )
}

interface ScanProps {
  begun: Begun
  onConfirmed(codes: string[]): void
  onClose(): void
}

function Scan({ begun, onConfirmed, onClose }: ScanProps) {
  const { t } = useTranslation('account')
  const form = useForm({
    saved: { typed: '' },
    check: ({ typed }) => ({ typed: typed.trim() === '' ? t('totp.needsCode') : undefined }),
    save: async ({ typed }) => {
      // Full-width digits are what a Japanese keyboard gives.
      const code = typed.normalize('NFKC').replace(/\s/g, '').slice(0, 10)
      onConfirmed((await call('access.confirmTotp', { body: { code } })).recoveryCodes)
    },
  })
  return (
    <DialogForm stays title={t('totp.enrol')} submit={t('totp.on')} form={form} width={440} onClose={onClose}>
      <p>{t('totp.scan')}</p>
      <div className={classes.qr}>
        <QrCode text={begun.url} label={t('totp.qr')} size={208} />
      </div>
      <CopyField label={t('totp.secret')} hint={t('totp.secretHint')} value={begun.secret} />
      <TextInput
        label={t('totp.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        data-autofocus
        maxLength={20}
        {...form.text('typed')}
      />
    </DialogForm>
  )
}

/** Switches the second factor on: password, code to scan, first code, and the recovery codes, shown once. */
export function EnrolTotp({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient()
  const [begun, setBegun] = useState<Begun>()
  const [codes, setCodes] = useState<readonly string[]>()
  if (codes) {
    const done = () => {
      void queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
      onClose()
    }
    return <RecoveryCodes codes={codes} onClose={done} />
  }
  if (begun) return <Scan begun={begun} onConfirmed={setCodes} onClose={onClose} />
  return <AskPassword onBegun={setBegun} onClose={onClose} />
}
