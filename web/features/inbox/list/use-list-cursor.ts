import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../api/types.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { usePrefetch } from './use-prefetch.ts'

interface Cursor {
  rows: readonly Conversation[]
  openId: string | undefined
  onOpen(conversationId: string): void
}

/**
 * The cursor of the list, moved with J and K. While a conversation is open it turns the pages: the next one opens.
 * Neighbours are fetched ahead.
 */
export function useListCursor({ rows, openId, onOpen }: Cursor): string | undefined {
  const { t } = useTranslation('inbox')
  const [cursorId, setCursorId] = useState<string>()
  const prefetch = usePrefetch()
  const at = rows.findIndex((row) => row.id === (openId ?? cursorId))

  if (openId !== undefined && openId !== cursorId) setCursorId(openId)

  useEffect(() => {
    if (at < 0) return
    const timer = setTimeout(() => {
      prefetch.now(rows[at + 1]?.id)
      prefetch.now(rows[at - 1]?.id)
    }, 150)
    return () => clearTimeout(timer)
  }, [at, rows, prefetch])

  const move = (step: number) => {
    const target = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
    if (!target) return
    setCursorId(target.id)
    // Whatever was clicked before gives the focus up: Enter is the cursor's now.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    if (openId) onOpen(target.id)
    else prefetch.now(target.id)
  }
  const open = () => {
    if (cursorId) onOpen(cursorId)
  }
  const group = t('commands.list')
  useCommands([
    { id: 'next', title: t('commands.next'), group, keys: 'j', movement: true, run: () => move(1) },
    { id: 'previous', title: t('commands.previous'), group, keys: 'k', movement: true, run: () => move(-1) },
    { id: 'open', title: t('commands.openRow'), group, keys: 'enter', movement: true, run: open },
    { id: 'open-o', title: t('commands.openRow'), group, keys: 'o', movement: true, run: open },
  ])
  return cursorId
}
