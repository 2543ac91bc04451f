import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ListX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { queuesQuery } from '../../../api/reads/routing.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { NewQueue } from './NewQueue.tsx'
import { bodyOf, draftOf } from './queue.ts'
import { QueueForm } from './QueueForm.tsx'

function Kept({ queueId }: { queueId: string }) {
  const { t } = useTranslation('queues')
  const cache = useQueryClient()
  const query = useQuery(queuesQuery)
  const queue = query.data?.find(({ id }) => id === queueId)
  return (
    <Page
      title={queue?.name ?? t('app:settings.routing')}
      above={{ to: '/settings/routing', title: t('app:settings.routing') }}
    >
      <Loaded query={query}>
        {() =>
          queue ? (
            <QueueForm
              key={queueId}
              saved={draftOf(queue)}
              save={async (draft) => {
                const body = bodyOf(draft)
                const saved = await call('routing.updateQueue', { params: { queueId }, body })
                cache.setQueryData(queuesQuery.queryKey, (old) =>
                  old?.map((one) => (one.id === queueId ? saved : one)),
                )
              }}
            />
          ) : (
            <EmptyState icon={<ListX size={28} strokeWidth={1.5} />} title={t('gone')} />
          )
        }
      </Loaded>
    </Page>
  )
}

/** One queue: what waits in it, who serves it, and how. `new` is one to be made. */
export default function QueuePage() {
  const { queueId } = useParams({ strict: false }) as { queueId: string }
  return queueId === 'new' ? <NewQueue /> : <Kept queueId={queueId} />
}
