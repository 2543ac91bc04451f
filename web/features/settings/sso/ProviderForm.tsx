import { Checkbox, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { providersQuery } from '../../../api/reads/sso.ts'
import type { Output } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { CopyField } from '../../../ui/CopyField.tsx'
import { Section } from '../frame/Section.tsx'
import { asLine, wordsIn } from './lists.ts'
import { Mappings, useRoleChoices } from './Mappings.tsx'

type Provider = Output<'access.listProviders'>[number]

const draftOf = (provider: Provider) => ({
  name: provider.name,
  issuer: provider.issuer,
  clientId: provider.clientId,
  clientSecret: '',
  scopes: asLine(provider.scopes),
  groupsClaim: provider.groupsClaim,
  emailDomains: asLine(provider.emailDomains),
  addsPeople: provider.addsPeople,
  followsGroups: provider.followsGroups,
  defaultRole: provider.defaultRole ?? '',
  mappings: provider.mappings,
  signsOut: provider.signsOut,
})
type Draft = ReturnType<typeof draftOf>

/** What of a draft was changed, as the server takes it. */
function bodyOf({ scopes, emailDomains, defaultRole, clientSecret, ...changes }: Partial<Draft>) {
  return {
    ...changes,
    ...(scopes === undefined ? {} : { scopes: wordsIn(scopes) }),
    ...(emailDomains === undefined ? {} : { emailDomains: wordsIn(emailDomains) }),
    ...(defaultRole === undefined ? {} : { defaultRole: defaultRole === '' ? null : defaultRole }),
    ...(clientSecret === undefined || clientSecret.trim() === '' ? {} : { clientSecret }),
  }
}

function Connection({ provider, form }: { provider: Provider; form: Form<Draft> }) {
  const { t } = useTranslation('sso')
  return (
    <Section title={t('connection')}>
      <CopyField label={t('redirect')} hint={t('redirectHint')} value={provider.redirectUri} />
      <TextInput label={t('name')} description={t('nameHint')} maxLength={60} {...form.text('name')} />
      <TextInput label={t('issuer')} maxLength={500} inputMode="url" {...form.text('issuer')} />
      <TextInput label={t('clientId')} maxLength={300} autoComplete="off" {...form.text('clientId')} />
      <PasswordInput
        label={t('secret')}
        description={provider.hasSecret ? t('secretKept') : t('secretNone')}
        maxLength={1000}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('settings:secret.show') }}
        {...form.text('clientSecret')}
      />
      <TextInput label={t('scopes')} description={t('scopesHint')} {...form.text('scopes')} />
      <TextInput
        label={t('groupsClaim')}
        description={t('groupsClaimHint')}
        maxLength={100}
        {...form.text('groupsClaim')}
      />
    </Section>
  )
}

function Who({ form }: { form: Form<Draft> }) {
  const { t } = useTranslation('sso')
  const roles = useRoleChoices()
  const { draft } = form
  return (
    <Section title={t('who')}>
      <TextInput label={t('domains')} description={t('domainsHint')} {...form.text('emailDomains')} />
      <Checkbox
        label={t('adds')}
        description={t('addsHint')}
        checked={draft.addsPeople}
        onChange={(event) => form.set({ addsPeople: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('follows')}
        description={t('followsHint')}
        checked={draft.followsGroups}
        onChange={(event) => form.set({ followsGroups: event.currentTarget.checked })}
      />
      <NativeSelect
        label={t('others')}
        description={t('othersHint')}
        data={[{ value: '', label: t('othersRefused') }, ...roles]}
        {...form.text('defaultRole')}
      />
      <Checkbox
        label={t('signsOut')}
        description={t('signsOutHint')}
        checked={draft.signsOut}
        onChange={(event) => form.set({ signsOut: event.currentTarget.checked })}
      />
    </Section>
  )
}

/** How a provider is set up: where it is, whom it lets in, and what its groups give. */
export function ProviderForm({ provider }: { provider: Provider }) {
  const { t } = useTranslation('sso')
  const queryClient = useQueryClient()
  const form = useForm<Draft>({
    saved: draftOf(provider),
    check: ({ name, issuer, addsPeople, emailDomains, mappings }) => ({
      name: name.trim() === '' ? t('settings:wrong.empty') : undefined,
      issuer: /^https?:\/\/\S+$/.test(issuer.trim()) ? undefined : t('wrong.issuer'),
      emailDomains: addsPeople && wordsIn(emailDomains).length === 0 ? t('wrong.domains') : undefined,
      ...Object.fromEntries(
        mappings.map(({ group }, at) => [
          `mappings.${at}.group`,
          group.trim() === '' ? t('settings:wrong.empty') : undefined,
        ]),
      ),
    }),
    save: async (_, changes) => {
      await call('access.updateProvider', { params: { providerId: provider.id }, body: bodyOf(changes) })
      await queryClient.invalidateQueries({ queryKey: providersQuery.queryKey })
      form.set({ clientSecret: '' })
    },
  })
  return (
    <SaveForm form={form}>
      <Connection provider={provider} form={form} />
      <Who form={form} />
      <Mappings
        mappings={form.draft.mappings}
        errorOf={form.errorOf}
        onChange={(mappings) => form.set({ mappings })}
      />
    </SaveForm>
  )
}
