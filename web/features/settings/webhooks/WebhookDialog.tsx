import { Checkbox, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { inboxesQuery } from '../../../api/reads/directory.ts'
import { webhookEventsQuery, webhooksQuery } from '../../../api/reads/connections.ts'
import type { Output } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { ShownOnce } from '../shared/ShownOnce.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import classes from './Webhooks.module.css'

type Webhook = Output<'webhooks.listWebhooks'>[number]

// Which shapes come along stands in the documentation of the API; here it is chosen what is told.
const withoutShape = (description: string) =>
  description.replace(/\s*[(（]data[:：].*$/, '').replace(/\.$/, '')

interface EventsProps {
  value: readonly string[]
  error: string | undefined
  onChange(value: string[]): void
}

function Events({ value, error, onChange }: EventsProps) {
  const { t, i18n } = useTranslation('connections')
  const kinds = useQuery(webhookEventsQuery).data ?? []
  return (
    <fieldset className={classes.events}>
      <legend className={classes.legend}>{t('hooks.which')}</legend>
      {kinds.map(({ name, description }) => (
        <Checkbox
          key={name}
          size="xs"
          label={withoutShape(inLanguage(description, i18n.language))}
          description={<code>{name}</code>}
          checked={value.includes(name)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...value, name] : value.filter((one) => one !== name))
          }
        />
      ))}
      {error ? (
        <p className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

interface Props {
  /** The one to change; undefined makes a new one. */
  webhook: Webhook | undefined
  onClose(): void
}

/** Adds a webhook and shows its secret, this once; or changes one. */
export function WebhookDialog({ webhook, onClose }: Props) {
  const { t } = useTranslation('connections')
  const queryClient = useQueryClient()
  const inboxes = useQuery(inboxesQuery).data ?? []
  const [secret, setSecret] = useState<string>()
  const { url = '', description = '', events = [], inboxIds = [] } = webhook ?? {}
  const form = useForm({
    saved: { url, description, events, inboxIds },
    check: (draft) => ({
      url: /^https?:\/\/\S+$/.test(draft.url.trim()) ? undefined : t('hooks.needsUrl'),
      events: draft.events.length === 0 ? t('hooks.needsEvents') : undefined,
    }),
    save: async (draft, changes) => {
      if (webhook) {
        await call('webhooks.updateWebhook', { params: { webhookId: webhook.id }, body: changes })
      } else {
        setSecret((await call('webhooks.createWebhook', { body: draft })).secret)
      }
      await queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey })
    },
  })
  if (secret !== undefined) {
    return (
      <ShownOnce title={t('hooks.shownTitle')} label={t('hooks.secret')} value={secret} onClose={onClose}>
        {t('hooks.shownText')}
      </ShownOnce>
    )
  }
  return (
    <DialogForm
      stays={!webhook}
      title={webhook ? t('hooks.change') : t('hooks.add')}
      submit={webhook ? t('hooks.save') : t('hooks.make')}
      form={form}
      width={560}
      onClose={onClose}
    >
      <TextInput
        type="url"
        label={t('hooks.url')}
        description={t('hooks.urlHint')}
        data-autofocus
        maxLength={2048}
        {...form.text('url')}
      />
      <TextInput
        label={t('hooks.description')}
        description={t('hooks.descriptionHint')}
        maxLength={200}
        {...form.text('description')}
      />
      <Events
        value={form.draft.events}
        error={form.errorOf('events')}
        onChange={(value) => form.set({ events: value })}
      />
      <PickMany
        label={t('hooks.inboxes')}
        hint={t('hooks.inboxesHint')}
        add={t('hooks.addInbox')}
        items={inboxes.map(({ id, name }) => ({ id, label: name }))}
        value={form.draft.inboxIds}
        onChange={(value) => form.set({ inboxIds: value })}
      />
    </DialogForm>
  )
}
