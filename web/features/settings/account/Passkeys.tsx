import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Fingerprint, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { passkeysQuery } from '../../../api/reads/account.ts'
import type { Output } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import classes from './Account.module.css'
import { makePasskey } from './make-passkey.ts'

type Passkey = Output<'access.listPasskeys'>[number]

const able = 'PublicKeyCredential' in globalThis

function AddPasskey({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account')
  const queryClient = useQueryClient()
  const form = useForm({
    saved: { name: '' },
    check: ({ name }) => ({ name: name.trim() === '' ? t('passkeys.needsName') : undefined }),
    save: async ({ name }) => {
      await makePasskey(name.trim())
      await queryClient.invalidateQueries({ queryKey: passkeysQuery.queryKey })
    },
  })
  return (
    <DialogForm
      title={t('passkeys.add')}
      submit={t('passkeys.submit')}
      done={t('passkeys.done')}
      form={form}
      width={420}
      onClose={onClose}
    >
      <p>{t('passkeys.addText')}</p>
      <TextInput
        label={t('passkeys.name')}
        placeholder={t('passkeys.namePlaceholder')}
        data-autofocus
        maxLength={60}
        {...form.text('name')}
      />
    </DialogForm>
  )
}

function PasskeyRow({ passkey, onRemove }: { passkey: Passkey; onRemove(): void }) {
  const { t } = useTranslation('account')
  return (
    <Row
      sign={<Fingerprint size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={passkey.name}
      detail={
        <>
          {t('passkeys.made')} <Time at={passkey.createdAt} form="day" />
          {' · '}
          {passkey.lastUsedAt ? (
            <>
              {t('passkeys.used')} <Time at={passkey.lastUsedAt} form="day" />
            </>
          ) : (
            t('passkeys.unused')
          )}
        </>
      }
    >
      <IconButton label={t('passkeys.remove', { name: passkey.name })} onClick={onRemove}>
        <Trash2 size={16} />
      </IconButton>
    </Row>
  )
}

/** Passkeys: sign in with a fingerprint, a face or a key instead of a password. */
export function Passkeys() {
  const { t } = useTranslation('account')
  const queryClient = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<Passkey>()
  const query = useQuery(passkeysQuery)
  const add = able ? (
    <Button variant="default" leftSection={<Plus size={16} />} onClick={() => setAdding(true)}>
      {t('passkeys.add')}
    </Button>
  ) : undefined
  return (
    <Section flush title={t('passkeys.title')} lead={t('passkeys.lead')} action={add}>
      <Loaded query={query}>
        {(passkeys) =>
          passkeys.length === 0 ? (
            <p className={classes.empty}>{able ? t('passkeys.none') : t('passkeys.unable')}</p>
          ) : (
            <Rows label={t('passkeys.title')}>
              {passkeys.map((passkey) => (
                <PasskeyRow key={passkey.id} passkey={passkey} onRemove={() => setRemoved(passkey)} />
              ))}
            </Rows>
          )
        }
      </Loaded>
      {adding ? <AddPasskey onClose={() => setAdding(false)} /> : null}
      {removed ? (
        <AskDialog
          title={t('passkeys.removeTitle', { name: removed.name })}
          done={t('passkeys.removed')}
          run={async () => {
            await call('access.removePasskey', { params: { passkeyId: removed.id } })
            await queryClient.invalidateQueries({ queryKey: passkeysQuery.queryKey })
          }}
          onClose={() => setRemoved(undefined)}
        >
          {t('passkeys.removeText')}
        </AskDialog>
      ) : null}
    </Section>
  )
}
