import { Button } from '@mantine/core'
import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Inbox } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import classes from './Inboxes.module.css'
import type { Shape } from './schema/shape.ts'
import { inLanguage, isAsked, type Kind } from './schema/view.ts'

interface Props {
  inbox: Inbox
  kind: Kind
  unsaved: boolean
}

/** Leads to the provider's own page, where a person lets us into the account. */
export function Connect({ inbox, kind, unsaved }: Props) {
  const { t, i18n } = useTranslation('settings')
  const [busy, setBusy] = useState(false)
  const { connect } = kind.view
  if (!connect || !isAsked(connect, kind.settingsSchema as Shape, inbox.settings)) return null
  const go = () => {
    setBusy(true)
    call('inboxes.connectInbox', { params: { inboxId: inbox.id }, body: {} })
      .then(({ url }) => {
        if (url) globalThis.location.assign(url)
      })
      .catch(sayProblem)
      .finally(() => setBusy(false))
  }
  return (
    <div className={classes.state}>
      <p>{unsaved ? t('check.saveFirst') : inLanguage(connect.hint, i18n.language)}</p>
      <Button
        variant="default"
        loading={busy}
        disabled={unsaved}
        leftSection={<ExternalLink size={15} />}
        onClick={go}
      >
        {inLanguage(connect.label, i18n.language)}
      </Button>
    </div>
  )
}
