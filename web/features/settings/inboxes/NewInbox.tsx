import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { inboxesQuery } from '../../../api/reads/directory.ts'
import { channelsQuery } from '../../../api/reads/settings.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { channelIcon } from '../../../app/shared/signs.tsx'
import { Page } from '../frame/Page.tsx'
import { Groups } from './fields/Groups.tsx'
import { General } from './General.tsx'
import classes from './Inboxes.module.css'
import { inLanguage, type Kind } from './schema/view.ts'
import { useInboxForm } from './use-inbox-form.ts'

const nothing = { brandId: '', teamIds: [], secrets: {} }

function Kinds({ kinds, onChoose }: { kinds: readonly Kind[]; onChoose(kind: Kind): void }) {
  const { i18n } = useTranslation('settings')
  return (
    <div className={classes.kinds}>
      {kinds.map((kind) => (
        <button key={kind.name} type="button" className={classes.kind} onClick={() => onChoose(kind)}>
          {createElement(channelIcon(kind), { size: 22, strokeWidth: 1.75, 'aria-hidden': true })}
          <strong>{inLanguage(kind.title, i18n.language)}</strong>
          <span>{inLanguage(kind.view.lead, i18n.language)}</span>
        </button>
      ))}
    </div>
  )
}

/** What an inbox of a channel cannot do without; the rest has defaults and waits on its own page. */
function FirstSettings({ kind, onBack }: { kind: Kind; onBack(): void }) {
  const { t, i18n } = useTranslation('settings')
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const groups = kind.view.groups.filter(({ first }) => first)
  const form = useInboxForm({
    kind,
    groups,
    saved: {
      ...nothing,
      name: inLanguage(kind.title, i18n.language),
      settings: kind.view.begin ?? {},
    },
    save: async ({ brandId, ...draft }) => {
      const body = { ...draft, channel: kind.name, brandId: brandId || null }
      const { id } = await call('inboxes.createInbox', { body })
      await queryClient.invalidateQueries({ queryKey: inboxesQuery.queryKey })
      const check = kind.checkable ? '?check=1' : ''
      await navigate({ href: `/settings/inboxes/${id}${check}`, replace: true })
    },
  })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <General form={form} />
      <Groups kind={kind} groups={groups} form={form} />
      <div className={classes.buttons}>
        {form.problem ? (
          <p className={classes.problem} role="alert">
            {form.problem}
          </p>
        ) : null}
        <Button variant="default" onClick={onBack}>
          {t('inboxes.back')}
        </Button>
        <Button type="submit" loading={form.busy}>
          {kind.checkable ? t('inboxes.connectAndCheck') : t('inboxes.connect')}
        </Button>
      </div>
    </form>
  )
}

/** Connects an inbox: first which channel, then what that channel needs. */
export default function NewInbox() {
  const { t, i18n } = useTranslation('settings')
  const query = useQuery(channelsQuery)
  const [kind, setKind] = useState<Kind>()
  return (
    <Page
      title={kind ? t('inboxes.newOf', { kind: inLanguage(kind.title, i18n.language) }) : t('inboxes.add')}
      lead={kind ? inLanguage(kind.view.lead, i18n.language) : t('inboxes.choose')}
      above={{ to: '/settings/inboxes', title: t('app:settings.inboxes') }}
    >
      {kind ? (
        <FirstSettings kind={kind} onBack={() => setKind(undefined)} />
      ) : (
        <Loaded query={query}>{(kinds) => <Kinds kinds={kinds} onChoose={setKind} />}</Loaded>
      )}
    </Page>
  )
}
