import { useInfiniteQuery } from '@tanstack/react-query'
import { Paperclip, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import { upload } from '../../../api/upload.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { FilePicker } from '../../../ui/files/FilePicker.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import classes from './Asides.module.css'

/** A file that goes along: uploaded, or one of the conversation's. */
export interface Chosen {
  id: string
  name: string
}

interface Props {
  conversationId: string
  value: Chosen[]
  onChange(value: Chosen[]): void
}

/** Files of the conversation, as far as it was read: what the customer sent is what others have to see. */
function useFilesThere(conversationId: string): Chosen[] {
  const { data } = useInfiniteQuery(messagesQuery(conversationId))
  return (data?.pages ?? []).flatMap(({ messages }) =>
    messages.flatMap(({ attachments }) => attachments.map(({ id, name }) => ({ id, name }))),
  )
}

/** Files that go with a question: from this machine, or out of the conversation. */
export function FilesField({ conversationId, value, onChange }: Props) {
  const { t } = useTranslation('asides')
  const [opened, setOpened] = useState(false)
  const [busy, setBusy] = useState(0)
  const there = useFilesThere(conversationId).filter(({ id }) => value.every((one) => one.id !== id))
  const send = async (files: File[]) => {
    setBusy(files.length)
    const kept: Chosen[] = []
    for (const file of files) {
      try {
        kept.push(await upload(file, () => undefined, new AbortController().signal))
      } catch (error) {
        sayProblem(error)
      }
    }
    setBusy(0)
    onChange([...value, ...kept.map(({ id, name }) => ({ id, name }))])
  }
  return (
    <fieldset className={classes.filesField}>
      <legend>{t('files.title')}</legend>
      {value.length > 0 ? (
        <ul className={classes.chosen} aria-label={t('files.title')}>
          {value.map(({ id, name }) => (
            <li key={id}>
              <span>{name}</span>
              <button
                type="button"
                aria-label={t('files.remove', { name })}
                onClick={() => onChange(value.filter((one) => one.id !== id))}
              >
                <X size={14} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={classes.filesActs}>
        <FilePicker label={t('files.add')} disabled={busy > 0} onFiles={(files) => void send(files)} />
        {there.length > 0 ? (
          <PickMenu
            label={t('files.there')}
            items={() => there.map(({ id, name }) => ({ id, label: name, icon: <Paperclip size={15} /> }))}
            onPick={(id) => onChange([...value, ...there.filter((one) => one.id === id)])}
            opened={opened}
            onOpened={setOpened}
            emptyText={t('files.none')}
            width={300}
          >
            <button
              type="button"
              className={classes.askButton}
              aria-haspopup="dialog"
              aria-expanded={opened}
              onClick={() => setOpened(!opened)}
            >
              {t('files.there')}
            </button>
          </PickMenu>
        ) : null}
        {busy > 0 ? <span role="status">{t('files.sending')}</span> : null}
      </div>
    </fieldset>
  )
}
