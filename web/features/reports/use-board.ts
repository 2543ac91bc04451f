import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTimeSettings } from '../../ui/time/Time.tsx'
import { useNow } from '../../ui/time/clock.ts'
import type { Question } from '../../api/reads/reports.ts'
import { type BoardSearch, daysOf, readBoardSearch } from './search.ts'

/** Everything on the board asks for the same days, narrowed down in the same way. */
export function useBoard(at: '/reports' | '/reports/flow') {
  const raw: Record<string, unknown> = useSearch({ strict: false })
  const search = useMemo(() => readBoardSearch(raw), [raw])
  const navigate = useNavigate()
  const { timeZone } = useTimeSettings()
  const { from, to } = daysOf(search, timeZone, useNow())
  const { inboxId, channel, brandId, teamId, agentId, openedBy, basis = 'calendar' } = search
  const question: Question = useMemo(
    () => ({ from, to, basis, inboxId, channel, brandId, teamId, agentId, openedBy }),
    [from, to, basis, inboxId, channel, brandId, teamId, agentId, openedBy],
  )
  const change = (part: Partial<BoardSearch>) =>
    void navigate({ to: at, search: { ...search, ...part }, replace: true, resetScroll: false })
  const { period } = search
  /** What the other reports show, too. */
  const shared: BoardSearch = {
    period,
    ...(period === 'own' ? { from, to } : {}),
    inboxId,
    channel,
    brandId,
    teamId,
    agentId,
    openedBy,
  }
  return { search, question, shared, change }
}

/** What the board shows and how to show something else. */
export type Board = ReturnType<typeof useBoard>
