import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { conversationQuery } from '../../../api/reads/conversations.ts'
import type { Conversation } from '../../../api/types.ts'
import { keepOpenRow } from './stable-order.ts'

/**
 * Rows with the open conversation kept where it was after it left the list (it was resolved, or assigned elsewhere),
 * until another is opened.
 */
export function useRowsWithOpen(
  rows: readonly Conversation[],
  openId: string | undefined,
): readonly Conversation[] {
  const open = useQuery({ ...conversationQuery(openId ?? ''), enabled: false }).data
  const place = rows.findIndex((row) => row.id === openId)
  const [last, setLast] = useState({ id: openId, place })
  if (last.id !== openId || (place >= 0 && place !== last.place)) setLast({ id: openId, place })
  return useMemo(
    () => (openId === undefined ? rows : keepOpenRow(rows, open, last.place)),
    [rows, openId, open, last.place],
  )
}
