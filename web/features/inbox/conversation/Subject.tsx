import { Pencil } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../api/types.ts'
import { isComposing } from '../../../app/commands/keys.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import classes from './Header.module.css'
import type { Actions } from './use-actions.ts'

interface FieldProps {
  subject: string
  onDone(subject: string | undefined): void
}

/** The subject while it is changed: Enter or leaving keeps it, Escape does not. */
function Field({ subject, onDone }: FieldProps) {
  const { t } = useTranslation('inbox')
  const done = useRef(false)
  const end = (text: string | undefined) => {
    if (done.current) return
    done.current = true
    onDone(text)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end(event.key === 'Enter' ? event.currentTarget.value : undefined)
  }
  return (
    <input
      ref={(input) => input?.select()}
      className={classes.subjectField}
      aria-label={t('header.subject')}
      title={t('header.subjectHint')}
      defaultValue={subject}
      maxLength={500}
      autoFocus
      onKeyDown={onKeyDown}
      onBlur={(event) => end(event.currentTarget.value)}
    />
  )
}

/** What the conversation is about; changed in place. */
export function Subject({ conversation, actions }: { conversation: ConversationDetail; actions: Actions }) {
  const { t } = useTranslation('inbox')
  const [changing, setChanging] = useState(false)
  const [whole, setWhole] = useState(false)
  const may = useMay()('conversations.write')
  const { subject, customer, number } = conversation
  const begin = () => setChanging(true)
  const title = t('header.editSubject')
  useCommands(
    may
      ? [
          {
            id: 'subject',
            title,
            group: t('commands.conversation'),
            place: 11,
            words: 'subject rename 件名',
            run: begin,
          },
        ]
      : [],
  )
  if (changing)
    return (
      <Field
        subject={subject}
        onDone={(text) => {
          setChanging(false)
          if (text !== undefined && text.trim() !== subject) actions.setSubject(text.trim())
        }}
      />
    )
  return (
    <div className={classes.about}>
      <h1
        className={classes.subject}
        title={subject}
        data-whole={whole || undefined}
        onClick={() => setWhole(!whole)}
      >
        <span className={classes.words}>{subject || customer.name}</span>
        <span className={classes.number}>#{number}</span>
      </h1>
      {may ? (
        <IconButton small label={title} className={classes.pencil} onClick={begin}>
          <Pencil size={14} />
        </IconButton>
      ) : null}
    </div>
  )
}
