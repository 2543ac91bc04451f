import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { meQuery } from '../../../api/reads/me.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMe } from '../../../app/me.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { EnrolTotp } from './EnrolTotp.tsx'
import { OwnPassword } from './OwnPassword.tsx'

function SwitchOff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account')
  const queryClient = useQueryClient()
  const form = useForm({
    saved: { typed: '' },
    check: ({ typed }) => ({ typed: typed === '' ? t('password.needsOld') : undefined }),
    save: async ({ typed }) => {
      await call('access.removeTotp', { body: { password: typed } })
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
  return (
    <DialogForm
      title={t('totp.offTitle')}
      submit={t('totp.off')}
      done={t('totp.offDone')}
      form={form}
      width={420}
      onClose={onClose}
    >
      <p>{t('totp.offText')}</p>
      <OwnPassword {...form.text('typed')} />
    </DialogForm>
  )
}

/** The second factor: on or off, and how to change that. */
export function SecondFactor() {
  const { t } = useTranslation('account')
  const { secondFactor } = useMe()
  const [shown, setShown] = useState<'enrol' | 'off'>()
  const close = () => setShown(undefined)
  const title = (
    <>
      {t('totp.name')}{' '}
      {secondFactor ? (
        <Pill tone="resolved" icon={<ShieldCheck size={13} aria-hidden="true" />}>
          {t('totp.isOn')}
        </Pill>
      ) : (
        <Pill>{t('totp.isOff')}</Pill>
      )}
    </>
  )
  return (
    <Section title={t('totp.title')}>
      <Act title={title} text={secondFactor ? t('totp.onText') : t('totp.text')}>
        {secondFactor ? (
          <Button variant="default" onClick={() => setShown('off')}>
            {t('totp.off')}
          </Button>
        ) : (
          <Button onClick={() => setShown('enrol')}>{t('totp.on')}</Button>
        )}
      </Act>
      {shown === 'enrol' ? <EnrolTotp onClose={close} /> : null}
      {shown === 'off' ? <SwitchOff onClose={close} /> : null}
    </Section>
  )
}
