import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { applyConversation } from '../../../api/live/apply.ts'
import { conversationQuery } from '../../../api/reads/conversations.ts'
import type { Conversation, ConversationDetail, Priority, Status } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { sayDone, sayProblem } from '../../../app/notices/notices.tsx'
import { useAgents, useTeams } from '../../../app/shared/directory.ts'
import { dayAndTime } from '../../../ui/time/format.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'

const undoSeconds = 8

interface Act {
  /** What the row looks like at once, before the server has answered. */
  change: Partial<Conversation>
  send(): Promise<Conversation>
  /** Sentence for the notice; without one nothing is said. */
  text?: string
  undo?: () => void
}

/** Everything that can be done with a conversation: seen at once, kept by the server, taken back for a while. */
export function useActions(conversation: ConversationDetail) {
  const { t } = useTranslation('inbox')
  const cache = useQueryClient()
  const { agent } = useMe()
  const agents = useAgents()
  const teams = useTeams()
  const time = useTimeSettings()
  const params = { conversationId: conversation.id }
  const viewer = { agentId: agent.id, teamIds: agent.teamIds }

  const act = ({ change, send, text, undo }: Act): void => {
    const before = cache.getQueryData(conversationQuery(conversation.id).queryKey) ?? conversation
    // Halves keep a guess above what it changes and below what the server will say.
    applyConversation(cache, { ...before, ...change, version: before.version + 0.5 }, viewer)
    if (text)
      sayDone({ id: `act ${conversation.id}`, text, seconds: undoSeconds, undo: undo ?? (() => undefined) })
    send().then(
      (row) => applyConversation(cache, row, viewer),
      (error: unknown) => {
        applyConversation(cache, { ...before, version: before.version + 0.75 }, viewer)
        sayProblem(error)
      },
    )
  }

  const setStatus = (status: Status, snoozedUntil?: string, quiet = false): void => {
    const { status: was, snoozedUntil: wasUntil } = conversation
    const until = snoozedUntil ? dayAndTime(Date.parse(snoozedUntil), Date.now(), time) : ''
    act({
      change: {
        status,
        snoozedUntil: snoozedUntil ?? null,
        ...(status === 'resolved' ? { waitingSince: null } : {}),
      },
      send: () =>
        call('conversations.setStatus', {
          params,
          body: { status, ...(snoozedUntil ? { snoozedUntil } : {}) },
        }),
      ...(quiet ? {} : { text: t(`done.status.${status}`, { until }) }),
      undo: () => setStatus(was, wasUntil ?? undefined, true),
    })
  }
  const assign = (to: { assigneeId?: string | null; teamId?: string | null }, quiet = false): void => {
    const was = { assigneeId: conversation.assigneeId, teamId: conversation.teamId }
    const name =
      to.assigneeId === undefined
        ? (teams.get(to.teamId ?? '')?.name ?? t('words:nobody'))
        : (agents.get(to.assigneeId ?? '')?.name ?? t('words:nobody'))
    act({
      change: to,
      send: () => call('conversations.assign', { params, body: to }),
      ...(quiet ? {} : { text: t('done.assigned', { name }) }),
      undo: () => assign(was, true),
    })
  }
  const setPriority = (priority: Priority, quiet = false): void => {
    const was = conversation.priority
    act({
      change: { priority },
      send: () => call('conversations.setPriority', { params, body: { priority } }),
      ...(quiet ? {} : { text: t('done.priority', { name: t(`words:priority.${priority}`) }) }),
      undo: () => setPriority(was, true),
    })
  }
  const setTags = (tagIds: string[]): void =>
    act({ change: { tagIds }, send: () => call('conversations.setTags', { params, body: { tagIds } }) })

  const follow = (following: boolean): void => {
    const { queryKey } = conversationQuery(conversation.id)
    const show = (on: boolean) => cache.setQueryData(queryKey, (old) => old && { ...old, following: on })
    show(following)
    call('conversations.follow', { params, body: { following } }).catch((error: unknown) => {
      show(!following)
      sayProblem(error)
    })
  }
  return { setStatus, assign, setPriority, setTags, follow }
}

export type Actions = ReturnType<typeof useActions>
