import { useInfiniteQuery } from '@tanstack/react-query'
import { Paperclip } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Harassment.module.css'

interface Props {
  conversationId: string
  chosen: readonly string[]
  onChange(chosen: string[]): void
}

/** Messages of the conversation, of which some are kept as evidence. */
export function ChooseMessages({ conversationId, chosen, onChange }: Props) {
  const { t } = useTranslation('harassment')
  const query = useInfiniteQuery(messagesQuery(conversationId))
  const messages = (query.data?.pages ?? [])
    .flatMap((page) => page.messages)
    .filter(({ kind, context }) => kind !== 'note' && !context['erased'])
    .toSorted((one, other) => (one.id < other.id ? 1 : -1))
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))
  return (
    <fieldset className={classes.messages}>
      <legend>{t('evidence.choose')}</legend>
      <p className={classes.hint}>{t('evidence.chooseHint')}</p>
      {query.isPending ? <SkeletonLines lines={3} /> : null}
      <div className={classes.messageList}>
        {messages.map(({ id, author, text, occurredAt, attachments, kind }) => (
          <label key={id} className={classes.message}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
            <span className={classes.messageWords}>
              <span className={classes.messageHead}>
                {kind === 'inbound' ? author.name : t('evidence.us', { name: author.name })}{' '}
                <Time at={occurredAt} form="day" className={classes.faint} />
                {attachments.some(({ inline }) => !inline) ? (
                  <Paperclip size={12} aria-label={t('evidence.hasFiles')} />
                ) : null}
              </span>
              <span className={classes.messageText}>{text}</span>
            </span>
          </label>
        ))}
        {query.hasNextPage ? (
          <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
        ) : null}
      </div>
    </fieldset>
  )
}
