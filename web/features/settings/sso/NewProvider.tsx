import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { providersQuery } from '../../../api/reads/sso.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { CopyField } from '../../../ui/CopyField.tsx'

/** Providers whose address has a known form. */
const kinds = ['entra', 'google', 'okta', 'keycloak', 'other'] as const
type Kind = (typeof kinds)[number]

/** What the makers call them, in every language. */
const names: Partial<Record<Kind, string>> = {
  entra: 'Microsoft Entra ID',
  google: 'Google Workspace',
  okta: 'Okta',
  keycloak: 'Keycloak',
}

/** What an address looks like; Google has the same for everybody. */
const issuers: Record<Kind, string> = {
  entra: 'https://login.microsoftonline.com/<tenant-id>/v2.0',
  google: 'https://accounts.google.com',
  okta: 'https://<company>.okta.com',
  keycloak: 'https://<host>/realms/<realm>',
  other: 'https://',
}

/** Sets a provider up as a draft, and opens it. */
export function NewProvider({ onClose }: { onClose(): void }) {
  const { t } = useTranslation('sso')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const made = useRef('')
  const form = useForm({
    saved: { kind: 'entra' as Kind, name: '', issuer: '', clientId: '', clientSecret: '' },
    check: ({ name, issuer, clientId }) => ({
      name: name.trim() === '' ? t('settings:wrong.empty') : undefined,
      issuer: /^https?:\/\/[^\s<>]+$/.test(issuer.trim()) ? undefined : t('wrong.issuer'),
      clientId: clientId.trim() === '' ? t('settings:wrong.empty') : undefined,
    }),
    save: async ({ name, issuer, clientId, clientSecret }) => {
      const secret = clientSecret.trim()
      const body = { name: name.trim(), issuer: issuer.trim(), clientId: clientId.trim() }
      const provider = await call('access.createProvider', {
        body: { ...body, clientSecret: secret === '' ? null : secret },
      })
      made.current = provider.id
      await queryClient.invalidateQueries({ queryKey: providersQuery.queryKey })
    },
  })
  const close = () => {
    onClose()
    if (made.current !== '') void navigate({ href: `/settings/sign-in/${made.current}` })
  }
  const choose = (kind: Kind) =>
    form.set({ kind, ...(kind === 'google' ? { issuer: issuers.google, name: 'Google' } : {}) })
  return (
    <DialogForm
      title={t('new')}
      submit={t('settings:make')}
      done={t('made')}
      form={form}
      width={560}
      onClose={close}
    >
      <NativeSelect
        label={t('kind')}
        description={t(`kindHint.${form.draft.kind}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={kinds.map((kind) => ({ value: kind, label: names[kind] ?? t('otherKind') }))}
        value={form.draft.kind}
        onChange={(event) => choose(event.currentTarget.value as Kind)}
      />
      <CopyField
        label={t('redirect')}
        hint={t('redirectHint')}
        value={`${globalThis.location.origin}/sign-in/sso`}
      />
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        maxLength={60}
        data-autofocus
        {...form.text('name')}
      />
      <TextInput
        label={t('issuer')}
        description={t('issuerHint', {
          form: issuers[form.draft.kind],
          interpolation: { escapeValue: false },
        })}
        maxLength={500}
        inputMode="url"
        {...form.text('issuer')}
      />
      <TextInput label={t('clientId')} maxLength={300} autoComplete="off" {...form.text('clientId')} />
      <PasswordInput
        label={t('secret')}
        maxLength={1000}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('settings:secret.show') }}
        {...form.text('clientSecret')}
      />
    </DialogForm>
  )
}
