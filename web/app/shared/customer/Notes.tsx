import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { customerNotesQuery } from '../../../api/reads/customers.ts'
import type { CustomerNote } from '../../../api/types.ts'
import { isComposing } from '../../commands/keys.ts'
import { useMay } from '../../me.ts'
import { sayDone, sayProblem } from '../../notices/notices.ts'
import { useAgents } from '../directory.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './pieces.module.css'

/** The notes with one at its place, the newest first. */
const withNote = (notes: CustomerNote[], note: CustomerNote) =>
  [note, ...notes.filter((one) => one.id !== note.id)].sort(
    (a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt),
  )

function useNoteWork(customerId: string) {
  const { t } = useTranslation('customers')
  const cache = useQueryClient()
  const { queryKey } = customerNotesQuery(customerId)
  const show = (change: (notes: CustomerNote[]) => CustomerNote[]) =>
    cache.setQueryData(queryKey, (old) => change(old ?? []))
  const told = () => void cache.invalidateQueries({ queryKey: ['customer-timeline', customerId] })
  const add = async (text: string) => {
    const note = await call('customers.addNote', { params: { customerId }, body: { text } })
    show((notes) => withNote(notes, note))
    told()
  }
  const putBack = (note: CustomerNote) => {
    show((notes) => withNote(notes, note))
    told()
  }
  const remove = (note: CustomerNote) => {
    const params = { customerId, noteId: note.id }
    show((notes) => notes.filter((one) => one.id !== note.id))
    call('customers.removeNote', { params }).then(
      () => {
        told()
        sayDone({
          id: `note ${note.id}`,
          text: t('noteRemoved'),
          seconds: 8,
          undo: () => void call('customers.restoreNote', { params }).then(putBack, sayProblem),
        })
      },
      (error: unknown) => {
        putBack(note)
        sayProblem(error)
      },
    )
  }
  return { add, remove }
}

function NewNote({ onAdd }: { onAdd(text: string): Promise<void> }) {
  const { t } = useTranslation('customers')
  const field = useRef<HTMLTextAreaElement>(null)
  const [empty, setEmpty] = useState(true)
  const [busy, setBusy] = useState(false)
  // State comes too late for a key that is pressed twice.
  const running = useRef(false)
  const save = async () => {
    const written = field.current?.value ?? ''
    const text = written.trim()
    if (text === '' || running.current) return
    running.current = true
    setBusy(true)
    try {
      await onAdd(text)
      // What was written on since is the next note.
      if (field.current?.value.startsWith(written)) {
        field.current.value = field.current.value.slice(written.length).trimStart()
      }
      setEmpty((field.current?.value ?? '').trim() === '')
    } catch (error) {
      sayProblem(error)
    } finally {
      running.current = false
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void save()
  }
  return (
    <>
      <textarea
        ref={field}
        className={classes.newNote}
        rows={1}
        aria-label={t('newNote')}
        placeholder={t('newNote')}
        onInput={(event) => setEmpty(event.currentTarget.value.trim() === '')}
        onKeyDown={onKeyDown}
      />
      {empty ? null : (
        <Button size="compact-sm" className={classes.saveNote} loading={busy} onClick={() => void save()}>
          {t('addNote')}
        </Button>
      )}
    </>
  )
}

/** What colleagues wrote down about the customer. */
export function Notes({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers')
  const agents = useAgents()
  const may = useMay()('customers.write')
  const query = useQuery(customerNotesQuery(customerId))
  const notes = query.data ?? []
  const { add, remove } = useNoteWork(customerId)
  if (query.isError && !query.data) {
    return <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
  }
  return (
    <>
      <ul>
        {notes.map((note) => (
          <li key={note.id} className={classes.note}>
            {note.text}
            <div className={classes.noteFoot}>
              {agents.get(note.authorId ?? '')?.name ?? t('unknownAuthor')}
              <Time at={note.createdAt} />
              {may ? (
                <IconButton
                  small
                  label={t('removeNote')}
                  className={classes.removeNote}
                  onClick={() => remove(note)}
                >
                  <Trash2 size={13} />
                </IconButton>
              ) : null}
            </div>
          </li>
        ))}
      </ul>
      {may ? <NewNote onAdd={add} /> : null}
      {!may && query.data?.length === 0 ? <p className={classes.quiet}>{t('noNotes')}</p> : null}
    </>
  )
}
