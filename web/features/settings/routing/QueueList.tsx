import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Hourglass, Trash2, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { skillsQuery } from '../../../api/reads/presence.ts'
import { queuesQuery } from '../../../api/reads/routing.ts'
import { useTeams } from '../../../app/shared/directory.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { SortableList } from '../../../ui/sort/SortableList.tsx'
import { lengthText } from '../../../ui/time/length.ts'
import { Time } from '../../../ui/time/Time.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { hiding } from '../shared/conditions/hiding.ts'
import { useInWords } from '../shared/conditions/use-conditions.ts'
import { useSort } from '../shared/use-sort.ts'
import type { Queue } from './queue.ts'
import classes from './Queues.module.css'

/** How many wait, since when, and how fast the queue moves. */
function Waiting({ queue }: { queue: Queue }) {
  const { t, i18n } = useTranslation('queues')
  const { waiting, oldestSince, meanSeconds } = queue
  return (
    <div className={classes.waiting}>
      {waiting === 0 ? (
        <Pill>{t('waitsNone')}</Pill>
      ) : (
        <Pill tone="waiting" icon={<Hourglass size={12} />}>
          {t('waits', { count: waiting })}
        </Pill>
      )}
      {oldestSince ? (
        <span>
          {t('oldest')} <Time at={oldestSince} form="since" />
        </span>
      ) : null}
      {meanSeconds === null ? null : (
        <span>
          {t('mean', { length: lengthText(meanSeconds, { locale: i18n.language, business: false }) })}
        </span>
      )}
    </div>
  )
}

/** What of the queue can't work, in words. */
function Warnings({ queue, hidden }: { queue: Queue; hidden: Queue | undefined }) {
  const { t } = useTranslation('queues')
  const skills = useQuery(skillsQuery).data ?? []
  const words = [
    ...(hidden ? [t('warning.hidden', { name: hidden.name })] : []),
    ...queue.warnings.map(({ kind, skillId }) =>
      t(`warning.${kind}`, { skill: skills.find(({ id }) => id === skillId)?.name ?? t('skills:gone') }),
    ),
  ]
  if (words.length === 0) return null
  return (
    <ul className={classes.warnings}>
      {words.map((text) => (
        <li key={text}>
          <TriangleAlert size={14} aria-hidden="true" />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}

interface RowProps {
  queue: Queue
  place: number
  hidden: Queue | undefined
  onRemove(): void
}

function QueueRow({ queue, place, hidden, onRemove }: RowProps) {
  const { t, i18n } = useTranslation('queues')
  const teams = useTeams()
  const inWords = useInWords()
  const names = queue.teamIds.flatMap((id) => teams.get(id)?.name ?? [])
  const served = names.length === 0 ? t('ownTeams') : listOf(names, i18n.language)
  const applies = queue.applies === null ? t('everything') : (inWords(queue.applies) ?? '')
  return (
    <div className={classes.row}>
      <div className={classes.words}>
        <div className={classes.title}>
          <span className={classes.place} data-figures>
            {place + 1}
          </span>
          <PlainLink href={`/settings/routing/${queue.id}`}>{queue.name}</PlainLink>
        </div>
        <p className={classes.applies}>{applies}</p>
        <p className={classes.detail}>
          {served} · {t(`mode.${queue.mode}`)}
        </p>
        <Warnings queue={queue} hidden={hidden} />
      </div>
      <Waiting queue={queue} />
      <IconButton label={t('remove', { name: queue.name })} onClick={onRemove}>
        <Trash2 size={16} />
      </IconButton>
    </div>
  )
}

/** The queues in the order in which they are asked, with what waits in them and what of them can't work. */
export function QueueList({ queues }: { queues: readonly Queue[] }) {
  const { t } = useTranslation('queues')
  const cache = useQueryClient()
  const sort = useSort<Queue>(queuesQuery.queryKey, (queueIds) =>
    call('routing.orderQueues', { body: { queueIds } }),
  )
  const [removing, setRemoving] = useState<Queue>()
  const remove = async ({ id }: Queue) => {
    await call('routing.deleteQueue', { params: { queueId: id } })
    await cache.invalidateQueries({ queryKey: queuesQuery.queryKey })
  }
  return (
    <>
      <SortableList
        label={t('queues')}
        items={queues}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        onSort={sort}
      >
        {(queue, place) => (
          <QueueRow
            queue={queue}
            place={place}
            hidden={hiding(queues, place)}
            onRemove={() => setRemoving(queue)}
          />
        )}
      </SortableList>
      {removing ? (
        <AskDialog
          title={t('removeTitle', { name: removing.name })}
          done={t('removed', { name: removing.name })}
          run={() => remove(removing)}
          onClose={() => setRemoving(undefined)}
        >
          {removing.waiting === 0 ? t('removeText') : t('removeTextWaiting', { count: removing.waiting })}
        </AskDialog>
      ) : null}
    </>
  )
}
