import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTimeSettings } from '../../ui/time/Time.tsx'
import { useNow } from '../../ui/time/clock.ts'
import type { Question } from '../../api/reads/reports.ts'
import { type BoardSearch, daysOf } from './search.ts'

/** Everything on the board asks for the same days, narrowed down in the same way. */
export function useBoard() {
  const search = useSearch({ from: '/shell/reports' })
  const navigate = useNavigate()
  const { timeZone } = useTimeSettings()
  const { from, to } = daysOf(search, timeZone, useNow())
  const { inboxId, channel, brandId, teamId, agentId, openedBy, basis = 'calendar' } = search
  const question: Question = useMemo(
    () => ({ from, to, basis, inboxId, channel, brandId, teamId, agentId, openedBy }),
    [from, to, basis, inboxId, channel, brandId, teamId, agentId, openedBy],
  )
  const change = (part: Partial<BoardSearch>) =>
    void navigate({ to: '/reports', search: { ...search, ...part }, replace: true, resetScroll: false })
  return { search, question, change }
}

/** What the board shows and how to show something else. */
export type Board = ReturnType<typeof useBoard>
