import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rowsOf } from '../../../api/live/merge-list.ts'
import { defaultFilter, listQuery } from '../../../api/reads/conversations.ts'
import { searchQuery } from '../../../api/reads/desk.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Finder, Found } from '../../../app/shared/Finder.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import classes from './Editor.module.css'

interface Props {
  onPick(conversationId: string): void
  onClose(): void
}

/** Finds a conversation on which a text is shown; the newest ones are offered before one has typed. */
export function ChooseConversation({ onPick, onClose }: Props) {
  const { t } = useTranslation('templates')
  const textOf = useProblemText()
  const [q, setQ] = useState('')
  const newest = useInfiniteQuery(listQuery({ ...defaultFilter, status: 'any' }))
  const search = useInfiniteQuery(searchQuery({ q }))
  const query = q === '' ? newest : search
  const rows =
    q === ''
      ? rowsOf(newest.data)
      : (search.data?.pages.flatMap(({ items }) => items.map((hit) => hit.conversation)) ?? [])
  const found = [...new Map(rows.map((row) => [row.id, row])).values()].slice(0, 50)
  return (
    <Dialog title={t('preview.choose')} size={560} onClose={onClose}>
      <Finder q={q} label={t('preview.search')} onSearch={setQ}>
        {query.isPending ? <SkeletonLines lines={4} /> : null}
        {query.error && !query.data ? (
          <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} />
        ) : null}
        {query.data && found.length === 0 ? (
          <p className={classes.noPreview}>{t('preview.nothing')}</p>
        ) : null}
        <ul>
          {found.map((row) => (
            <Found key={row.id} onPick={() => onPick(row.id)}>
              <span className={classes.found}>
                <strong>{row.subject || row.preview || t('words:noSubject')}</strong>
                <span>
                  #{row.number} · {row.customer.name}
                </span>
              </span>
            </Found>
          ))}
        </ul>
      </Finder>
    </Dialog>
  )
}
