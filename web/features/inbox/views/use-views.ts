import { useQuery } from '@tanstack/react-query'
import { AtSign, Bell, Inbox, type LucideIcon, UserRound, UserRoundX } from 'lucide-react'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Viewer } from '../../../api/live/belongs.ts'
import type { CountsData } from '../../../api/live/merge-counts.ts'
import { countsQuery, viewsQuery } from '../../../api/reads/desk.ts'
import type { Inbox as Channel, SavedView, Team } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { addressWith } from '../../../app/shared/PlainLink.tsx'
import { channelIcon, statusIcons } from '../../../app/shared/signs.tsx'
import { useInboxes, useTeams } from '../../../app/shared/directory.tsx'
import { filterOf, type FilterSearch, sameFilter, withoutDefaults } from '../filter.ts'
import { countOf } from './view-counts.ts'

/** One line of the side-bar. */
export interface ViewLine {
  key: string
  name: string
  search: FilterSearch
  href: string
  icon?: LucideIcon
  /** undefined where there is nothing to count. */
  count: number | undefined
  /** Somebody should look here: mentions. */
  calls?: boolean
}

/** A group of lines under a heading. */
export interface ViewGroup {
  key: string
  heading?: string
  lines: ViewLine[]
}

const fixed: [key: string, icon: LucideIcon, search: FilterSearch][] = [
  ['mine', UserRound, { view: 'mine' }],
  ['unassigned', UserRoundX, { view: 'unassigned' }],
  ['all', Inbox, {}],
  ['following', Bell, { view: 'following', status: 'any' }],
]

const byStatus = ['pending', 'snoozed', 'resolved'] as const

interface Known {
  t: TFunction<'inbox'>
  viewer: Viewer
  counts: CountsData | undefined
  saved: readonly SavedView[]
  teams: Map<string, Team>
  inboxes: Map<string, Channel>
}

function groupsOf({ t, viewer, counts, saved, teams, inboxes }: Known): ViewGroup[] {
  const line = (key: string, name: string, search: FilterSearch, icon?: LucideIcon): ViewLine => ({
    key,
    name,
    search,
    href: addressWith('/inbox', search),
    ...(icon ? { icon } : {}),
    count: counts && countOf(filterOf(search), counts.counts, viewer),
  })
  const mentions: ViewLine = {
    ...line('mentions', t('views.mentions'), { view: 'mentions', status: 'any' }, AtSign),
    count: counts?.mentions || undefined,
    calls: true,
  }
  const groups: ViewGroup[] = [
    {
      key: 'fixed',
      lines: [...fixed.map(([key, icon, search]) => line(key, t(`views.${key}`), search, icon)), mentions],
    },
    {
      key: 'status',
      lines: byStatus.map((status) => ({
        ...line(status, t(`words:status.${status}`), { status }, statusIcons[status]),
        ...(status === 'resolved' ? { count: undefined } : {}),
      })),
    },
    {
      key: 'saved',
      heading: t('views.saved'),
      lines: saved
        .toSorted((a, b) => a.position - b.position)
        .map((view) => line(view.id, view.name, { ...withoutDefaults(view.filter), saved: view.id })),
    },
    {
      key: 'teams',
      heading: t('views.teams'),
      lines: [...teams.values()].map((team) => line(team.id, team.name, { view: 'team', teamId: team.id })),
    },
    {
      key: 'inboxes',
      heading: t('views.inboxes'),
      lines: [...inboxes.values()]
        .filter(({ state }) => state !== 'archived')
        .map((inbox) => line(inbox.id, inbox.name, { inboxId: inbox.id }, channelIcon(inbox))),
    },
  ]
  return groups.filter((group) => group.lines.length > 0)
}

const noViews: SavedView[] = []

/** Everything that the side-bar offers, with counts that pushes keep right. */
export function useViews(): ViewGroup[] {
  const { t } = useTranslation('inbox')
  const { agent } = useMe()
  const counts = useQuery(countsQuery).data
  const saved = useQuery(viewsQuery).data ?? noViews
  const teams = useTeams()
  const inboxes = useInboxes()
  return useMemo(() => {
    const viewer = { agentId: agent.id, teamIds: agent.teamIds }
    return groupsOf({ t, viewer, counts, saved, teams, inboxes })
  }, [t, agent, counts, saved, teams, inboxes])
}

/** Tells which line the present filter is: the saved view that was chosen, or the line with the same filter. */
export function currentLine(groups: readonly ViewGroup[], search: FilterSearch): ViewLine | undefined {
  const lines = groups.flatMap((group) => group.lines)
  if (search.saved) return lines.find((line) => line.key === search.saved)
  return lines.find((line) => !line.search.saved && sameFilter(line.search, search))
}
