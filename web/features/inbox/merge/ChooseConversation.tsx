import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rowsOf } from '../../../api/live/merge-list.ts'
import { defaultFilter, listQuery } from '../../../api/reads/conversations.ts'
import { searchQuery } from '../../../api/reads/desk.ts'
import type { Conversation, ConversationDetail } from '../../../api/types.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { useInboxes } from '../../../app/shared/directory.tsx'
import { Finder, Found } from '../../../app/shared/Finder.tsx'
import { ChannelSign, StatusIcon } from '../../../app/shared/signs.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Merge.module.css'

/** Without a word, the customer's own conversations; else what the words find, each once. */
function useFound({ id, customer }: ConversationDetail, q: string) {
  const own = useInfiniteQuery(listQuery({ ...defaultFilter, status: 'any', customerId: customer.id }))
  const search = useInfiniteQuery(searchQuery({ q }))
  const query = q === '' ? own : search
  const rows =
    q === ''
      ? rowsOf(own.data)
      : (search.data?.pages.flatMap(({ items }) => items.map((hit) => hit.conversation)) ?? [])
  const found = new Map(rows.filter((row) => row.id !== id).map((row) => [row.id, row]))
  return { query, found: [...found.values()], old: q !== '' && search.isPlaceholderData }
}

interface Props {
  conversation: ConversationDetail
  onPick(other: Conversation): void
}

/** Finds the other conversation: by number, subject, customer or words. The customer's own ones come first. */
export function ChooseConversation({ conversation, onPick }: Props) {
  const { t } = useTranslation('merge')
  const textOf = useProblemText()
  const inboxes = useInboxes()
  const [q, setQ] = useState('')
  const { query, found, old } = useFound(conversation, q)
  const { data, error, isPending, refetch } = query
  return (
    <Finder q={q} label={t('conversations.choose')} onSearch={setQ}>
      {q === '' ? <h3 className={classes.heading}>{t('conversations.recent')}</h3> : null}
      {isPending ? <SkeletonLines lines={4} className={classes.loading} /> : null}
      {error && !data ? <ErrorState message={textOf(error)} retry={() => void refetch()} /> : null}
      {data && found.length === 0 ? (
        <p className={classes.nothing}>
          {q === '' ? t('conversations.noRecent') : t('conversations.nothing')}
        </p>
      ) : null}
      <ul aria-busy={old}>
        {found.map((row) => (
          <Found key={row.id} onPick={() => onPick(row)}>
            <ChannelSign inbox={inboxes.get(row.inboxId)} size={16} />
            <span className={classes.names}>
              <span className={classes.first}>
                <strong className={classes.subject}>
                  {row.subject || row.preview || t('words:noSubject')}
                </strong>
                <span className={classes.number}>#{row.number}</span>
              </span>
              <span className={classes.facts}>
                <StatusIcon status={row.status} size={13} />
                {t(`words:status.${row.status}`)} · {row.customer.name}
              </span>
            </span>
            <Time at={row.lastActivityAt} className={classes.at} />
          </Found>
        ))}
      </ul>
    </Finder>
  )
}
