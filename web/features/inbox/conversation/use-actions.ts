import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail, Priority, Status } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { useAgents, useTeams } from '../../../app/shared/directory.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import {
  type ActContext,
  type Assignment,
  assign,
  follow,
  setPriority,
  setStatus,
  setSubject,
  setTags,
} from './act.ts'

/** Everything that can be done with a conversation: seen at once, kept by the server, taken back for a while. */
export function useActions(conversation: ConversationDetail) {
  const { agent } = useMe()
  const context: ActContext = {
    conversation,
    cache: useQueryClient(),
    viewer: { agentId: agent.id, teamIds: agent.teamIds },
    t: useTranslation('inbox').t,
    agents: useAgents(),
    teams: useTeams(),
    time: useTimeSettings(),
  }
  return {
    setStatus: (status: Status, until?: string) => setStatus(context, status, until),
    assign: (to: Assignment) => assign(context, to),
    setPriority: (priority: Priority) => setPriority(context, priority),
    setSubject: (subject: string) => setSubject(context, subject),
    setTags: (change: (tagIds: string[]) => string[]) => setTags(context, change),
    follow: (following: boolean) => follow(context, following),
  }
}

export type Actions = ReturnType<typeof useActions>
