import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Inbox, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rowsOf } from '../../../api/live/merge-list.ts'
import { defaultFilter, listQuery } from '../../../api/reads/conversations.ts'
import type { Conversation } from '../../../api/types.ts'
import { sayFailure, sayProblem } from '../../../app/notices/notices.ts'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import classes from './Posts.module.css'

/** A conversation that a note is about, as it is shown while one writes. */
export interface About {
  id: string
  number: number
  subject: string
  customer: string
}

const most = 30

/** What of a conversation stands in a note. */
export const aboutOf = ({ id, number, subject, customer }: Conversation): About => ({
  id,
  number,
  subject,
  customer: customer.name,
})

/** What was there, with what is new behind it; never more than a note takes. */
const withMore = (value: readonly About[], more: readonly About[]): About[] => {
  const known = new Set(value.map(({ id }) => id))
  return [...value, ...more.filter(({ id }) => !known.has(id))].slice(0, most)
}

interface Props {
  value: readonly About[]
  onChange(value: About[]): void
}

function AddOne({ value, onChange }: Props) {
  const { t } = useTranslation('posts')
  const [opened, setOpened] = useState(false)
  const { data } = useInfiniteQuery({ ...listQuery({ ...defaultFilter, status: 'any' }), enabled: opened })
  const rows = rowsOf(data)
  const chosen = new Set(value.map(({ id }) => id))
  return (
    <PickMenu
      label={t('form.addConversation')}
      multiple
      items={() =>
        rows.map((row) => ({
          id: row.id,
          label: `${row.customer.name} · ${row.subject || t('words:noSubject')}`,
          detail: `#${row.number}`,
          words: String(row.number),
          chosen: chosen.has(row.id),
        }))
      }
      onPick={(id) => {
        const row = rows.find((one) => one.id === id)
        if (chosen.has(id)) onChange(value.filter((one) => one.id !== id))
        else if (row) onChange(withMore(value, [aboutOf(row)]))
      }}
      opened={opened}
      onOpened={setOpened}
      emptyText={t('form.noConversation')}
      width={380}
    >
      <SmallButton
        icon={<Plus size={15} />}
        aria-haspopup="dialog"
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        {t('form.addConversation')}
      </SmallButton>
    </PickMenu>
  )
}

/** The conversations that a hand-over note is about: picked one by one, or all that one has open. */
export function ConversationsField({ value, onChange }: Props) {
  const { t } = useTranslation('posts')
  const cache = useQueryClient()
  const addMine = () => {
    cache
      .fetchInfiniteQuery(listQuery({ ...defaultFilter, view: 'mine' }))
      .then((data) => {
        const rows = rowsOf(data)
        if (rows.length === 0) sayFailure(t('form.noneOpen'))
        else onChange(withMore(value, rows.map(aboutOf)))
      })
      .catch(sayProblem)
  }
  return (
    <fieldset className={classes.about}>
      <legend>{t('conversations')}</legend>
      {value.length > 0 ? (
        <ul aria-label={t('conversations')}>
          {value.map((one) => {
            const name = `${one.customer} · ${one.subject || t('words:noSubject')} #${one.number}`
            return (
              <li key={one.id} className={classes.aboutOne}>
                <span className={classes.linkName}>{name}</span>
                <IconButton
                  small
                  label={t('form.takeOut', { name })}
                  onClick={() => onChange(value.filter(({ id }) => id !== one.id))}
                >
                  <X size={14} />
                </IconButton>
              </li>
            )
          })}
        </ul>
      ) : null}
      <div className={classes.aboutButtons}>
        <SmallButton icon={<Inbox size={15} />} onClick={addMine}>
          {t('form.addMine')}
        </SmallButton>
        <AddOne value={value} onChange={onChange} />
      </div>
    </fieldset>
  )
}
