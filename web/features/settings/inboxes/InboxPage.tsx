import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Inbox as InboxIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { inboxesQuery } from '../../../api/reads/directory.ts'
import { channelsQuery } from '../../../api/reads/settings.ts'
import type { Inbox } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useMay } from '../../../app/me.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Archive } from './Archive.tsx'
import { Groups } from './fields/Groups.tsx'
import { General } from './General.tsx'
import { changeOf, draftOf } from './inbox-draft.ts'
import classes from './Inboxes.module.css'
import { Outlets, Preview } from './Outlets.tsx'
import { inLanguage, type Kind } from './schema/view.ts'
import { Quarantine } from './Quarantine.tsx'
import { useQuarantined } from './QuarantinePill.tsx'
import { State } from './State.tsx'
import { useInboxForm } from './use-inbox-form.ts'

/** What an inbox looks like to customers; nothing when it is put away. */
const previewOf = ({ state }: Inbox, kind: Kind | undefined) =>
  state === 'archived' ? undefined : kind?.view.outlets.find(({ as }) => as === 'preview')

function Settings({ inbox, kind }: { inbox: Inbox; kind: Kind }) {
  const queryClient = useQueryClient()
  const [saves, setSaves] = useState(0)
  const { groups } = kind.view
  const form = useInboxForm({
    kind,
    groups,
    saved: draftOf(inbox),
    save: async (_, changes) => {
      const body = changeOf(inbox, changes)
      const saved = await call('inboxes.updateInbox', { params: { inboxId: inbox.id }, body })
      queryClient.setQueryData(inboxesQuery.queryKey, (old) =>
        old?.map((one) => (one.id === saved.id ? saved : one)),
      )
      setSaves((count) => count + 1)
    },
  })
  // What people have to see to stands above; that there is nothing of the kind stands below everything else. It stays
  // where it was found: the last one that is dealt with moves nothing.
  const stranded = useQuarantined(inbox)
  const [found, setFound] = useState(stranded)
  if (found === undefined && stranded !== undefined) setFound(stranded)
  const troubled = (found ?? 0) > 0
  const preview = previewOf(inbox, kind)
  return (
    <div className={classes.columns} data-preview={preview ? true : undefined}>
      <div>
        {inbox.state === 'archived' ? (
          <Archive inbox={inbox} />
        ) : (
          <>
            <State inbox={inbox} kind={kind} unsaved={form.dirty} />
            {troubled ? <Quarantine inbox={inbox} /> : null}
            <Outlets inbox={inbox} kind={kind} />
          </>
        )}
        <SaveForm form={form}>
          <General form={form} />
          <Groups kind={kind} groups={groups} form={form} secretNames={inbox.secretNames} />
        </SaveForm>
        {troubled && inbox.state !== 'archived' ? null : <Quarantine inbox={inbox} />}
        {inbox.state === 'archived' ? null : <Archive inbox={inbox} />}
      </div>
      {preview ? <Preview key={saves} inbox={inbox} outlet={preview} /> : null}
    </div>
  )
}

/** What is seen by those who look after an inbox without setting it up: how it is, and what it could not take in. */
function Watched({ inbox, kind }: { inbox: Inbox; kind: Kind }) {
  return (
    <>
      <State inbox={inbox} kind={kind} unsaved={false} />
      <Quarantine inbox={inbox} />
    </>
  )
}

/** One inbox: how it is, what to take from it, and everything that can be set. */
export default function InboxPage() {
  const { t, i18n } = useTranslation('settings')
  const { inboxId } = useParams({ strict: false }) as { inboxId: string }
  const may = useMay()
  const query = useQuery({ ...inboxesQuery, refetchInterval: 60_000 })
  const channels = useQuery(channelsQuery)
  const inbox = query.data?.find(({ id }) => id === inboxId)
  const kind = channels.data?.find(({ name }) => name === inbox?.channel)
  return (
    <Page
      title={inbox?.name ?? t('app:settings.inboxes')}
      lead={kind && inLanguage(kind.title, i18n.language)}
      above={{ to: '/settings/inboxes', title: t('app:settings.inboxes') }}
      wide={inbox !== undefined && previewOf(inbox, kind) !== undefined}
    >
      <Loaded query={query}>
        {() => (
          <Loaded query={channels}>
            {() =>
              inbox && kind ? (
                may('settings.write') ? (
                  <Settings key={inbox.id} inbox={inbox} kind={kind} />
                ) : (
                  <Watched inbox={inbox} kind={kind} />
                )
              ) : (
                <EmptyState icon={<InboxIcon size={28} strokeWidth={1.5} />} title={t('inbox.gone')}>
                  {inbox ? t('inbox.noChannel') : t('inbox.goneText')}
                </EmptyState>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}
