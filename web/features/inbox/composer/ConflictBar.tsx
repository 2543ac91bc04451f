import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import type { Message } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import classes from './ConflictBar.module.css'
import { saidSince } from './meanwhile.ts'
import type { Conflict } from './send-letter.ts'

interface Props {
  conversationId: string
  /** The newest message when one began to write. */
  baseId: string | undefined
  /** The customer's lines are seen as they come: they ask nothing while one writes. */
  live: boolean
  /** The server refused what was sent. */
  conflict: Conflict | undefined
  onSend(): void
  onSeen(): void
}

const most = 3

/** One message: who said it, and its first words. */
function Said({ message }: { message: Message }) {
  const { t } = useTranslation('inbox')
  const { kind, author, text, attachments } = message
  const words = text.replace(/\s+/g, ' ').trim() || attachments.map(({ name }) => name).join(' ')
  return (
    <li>
      <strong>
        {kind === 'inbound' ? t('composer.customerWrote') : t('composer.answered', { name: author.name })}
      </strong>
      <span className={classes.words}>{words}</span>
    </li>
  )
}

/** Something was said while one writes: shows it at once, and asks before an answer goes past it. */
export default function ConflictBar({ conversationId, baseId, live, conflict, onSend, onSeen }: Props) {
  const { t } = useTranslation('inbox')
  const { agent } = useMe()
  const { data } = useInfiniteQuery(messagesQuery(conversationId))
  const since = conflict ? conflict.seenMessageId : baseId
  const customersSince = live ? conflict?.shownMessageId : since
  const said = useMemo(() => {
    const messages = data?.pages.toReversed().flatMap((page) => page.messages) ?? []
    const namedIds = conflict?.namedIds ?? []
    return saidSince(messages, { since, customersSince, agentId: agent.id, namedIds })
  }, [data, since, customersSince, agent.id, conflict])
  if (said.length === 0 && !conflict) return null
  return (
    <div className={classes.bar} role="alert">
      <div className={classes.text}>
        {said.length > 0 ? (
          <ul className={classes.said}>
            {said.slice(-most).map((message) => (
              <Said key={message.id} message={message} />
            ))}
          </ul>
        ) : null}
        <span>
          {conflict
            ? t('composer.conflict')
            : said.length > most
              ? t('composer.moreSaid', { count: said.length - most })
              : null}
        </span>
      </div>
      <div className={classes.actions}>
        <Button size="compact-sm" variant="default" onClick={onSeen}>
          {t('composer.seen')}
        </Button>
        {conflict ? (
          <Button size="compact-sm" color="red" onClick={onSend}>
            {t('composer.sendAnyway')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
