import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { messagesQuery } from '../../../api/reads/conversations.ts'
import { useMe } from '../../../app/me.ts'
import { listOf } from '../../../ui/list-of.ts'
import classes from './Composer.module.css'
import { answersSince } from './meanwhile.ts'

interface Props {
  conversationId: string
  /** The newest message when one began to write. */
  baseId: string | undefined
  /** The server refused what was sent. */
  refused: boolean
  onSend(): void
  onSeen(): void
}

/** Somebody answered while one writes: says so at once, and asks before two answers go out. */
export function ConflictBar({ conversationId, baseId, refused, onSend, onSeen }: Props) {
  const { t, i18n } = useTranslation('inbox')
  const { agent } = useMe()
  const { data } = useInfiniteQuery(messagesQuery(conversationId))
  const names = useMemo(() => {
    const messages = data?.pages.toReversed().flatMap((page) => page.messages) ?? []
    return [...new Set(answersSince(messages, baseId, agent.id).map((message) => message.author.name))]
  }, [data, baseId, agent.id])
  if (names.length === 0 && !refused) return null
  return (
    <div className={classes.conflict} role="alert">
      <span>
        {names.length > 0
          ? t('composer.answered', { names: listOf(names, i18n.language) })
          : t('composer.conflict')}
      </span>
      <Button size="compact-sm" variant="default" onClick={onSeen}>
        {t('composer.seen')}
      </Button>
      {refused ? (
        <Button size="compact-sm" color="red" onClick={onSend}>
          {t('composer.sendAnyway')}
        </Button>
      ) : null}
    </div>
  )
}
