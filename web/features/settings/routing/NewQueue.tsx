import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { queuesQuery } from '../../../api/reads/routing.ts'
import { Page } from '../frame/Page.tsx'
import { bodyOf, newQueue } from './queue.ts'
import { QueueForm } from './QueueForm.tsx'

/** Makes a queue behind all others. */
export function NewQueue() {
  const { t } = useTranslation('queues')
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [made, setMade] = useState(false)
  return (
    <Page
      title={t('new')}
      lead={t('newLead')}
      above={{ to: '/settings/routing', title: t('app:settings.routing') }}
    >
      <QueueForm
        saved={newQueue}
        save={async (draft) => {
          await call('routing.createQueue', { body: bodyOf(draft) })
          await cache.invalidateQueries({ queryKey: queuesQuery.queryKey })
          setMade(true)
        }}
        // Not before: leaving with changes asks first.
        {...(made ? { onClean: () => void navigate({ href: '/settings/routing', replace: true }) } : {})}
      />
    </Page>
  )
}
