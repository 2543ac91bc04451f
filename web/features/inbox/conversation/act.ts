import type { QueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { call } from '../../../api/call.ts'
import { guess } from '../../../api/live/apply.ts'
import type { Viewer } from '../../../api/live/belongs.ts'
import { withGuesses } from '../../../api/live/guesses.ts'
import { conversationQuery } from '../../../api/reads/conversations.ts'
import type {
  Agent,
  Conversation,
  ConversationDetail,
  Filter,
  Priority,
  Status,
  Team,
} from '../../../api/types.ts'
import { sayDone, sayProblem } from '../../../app/notices/notices.ts'
import { dayAndTime, type TimeSettings } from '../../../ui/time/format.ts'

/** What acting on a conversation needs of the screen. */
export interface ActContext {
  conversation: ConversationDetail
  cache: QueryClient
  viewer: Viewer
  t: TFunction<'inbox'>
  agents: Map<string, Agent>
  teams: Map<string, Team>
  time: TimeSettings
}

interface Act {
  /** What the row looks like at once, before the server has answered. */
  change: Partial<Conversation>
  send(): Promise<Conversation>
  /** Sentence for the notice, and how to take it back; nothing is said without. */
  done?: { text: string; undo(): void } | undefined
}

const undoSeconds = 8

/** What is on its way, by conversation: one after the other, so that the last one given is the one that stays. */
const running = new Map<string, Promise<unknown>>()

async function inTurn<T>(conversationId: string, send: () => Promise<T>): Promise<T> {
  const before = running.get(conversationId)
  const own = before ? before.then(send, send) : send()
  running.set(conversationId, own)
  try {
    return await own
  } finally {
    if (running.get(conversationId) === own) running.delete(conversationId)
  }
}

/** Shows a change at once, sends it, and takes it and what was said of it back when the server refuses. */
function act({ conversation, cache, viewer }: ActContext, { change, send, done }: Act): void {
  const before = cache.getQueryData(conversationQuery(conversation.id).queryKey) ?? conversation
  const settle = guess(cache, before, change, viewer)
  const unsay = done && sayDone({ id: `act ${conversation.id}`, seconds: undoSeconds, ...done })
  inTurn(conversation.id, send).then(
    (row) => settle(row),
    (error: unknown) => {
      settle()
      unsay?.()
      sayProblem(error)
    },
  )
}

const paramsOf = ({ conversation }: ActContext) => ({ conversationId: conversation.id })

/** Opens, sets pending, snoozes until a moment, or resolves. */
export function setStatus(context: ActContext, status: Status, until?: string, quiet = false): void {
  const { conversation, t, time } = context
  const { status: was, snoozedUntil } = conversation
  const words = until ? dayAndTime(Date.parse(until), Date.now(), time) : ''
  const undo = () => setStatus(context, was, snoozedUntil ?? undefined, true)
  act(context, {
    change: {
      status,
      snoozedUntil: until ?? null,
      ...(status === 'resolved' ? { waitingSince: null, promise: null } : {}),
    },
    send: () =>
      call('conversations.setStatus', {
        params: paramsOf(context),
        body: { status, ...(until ? { snoozedUntil: until } : {}) },
      }),
    done: quiet ? undefined : { text: t(`done.status.${status}`, { until: words }), undo },
  })
}

/** Whom a conversation is given to: what is left out stays as it is. */
export interface Assignment {
  assigneeId?: string | null
  teamId?: string | null
}

function assignedText({ t, agents, teams }: ActContext, { assigneeId, teamId }: Assignment): string {
  if (assigneeId === null) return t('done.unassigned')
  if (assigneeId === undefined && teamId === null) return t('done.teamRemoved')
  const found = assigneeId === undefined ? teams.get(teamId ?? '') : agents.get(assigneeId)
  return t('done.assigned', { name: found?.name ?? t('words:someone') })
}

/** Gives the conversation to an agent, a team, or nobody. */
export function assign(context: ActContext, to: Assignment, quiet = false): void {
  const { conversation } = context
  const was = { assigneeId: conversation.assigneeId, teamId: conversation.teamId }
  const undo = () => assign(context, was, true)
  act(context, {
    change: to,
    send: () => call('conversations.assign', { params: paramsOf(context), body: to }),
    done: quiet ? undefined : { text: assignedText(context, to), undo },
  })
}

/** Sets the priority. */
export function setPriority(context: ActContext, priority: Priority, quiet = false): void {
  const { conversation, t } = context
  const was = conversation.priority
  const undo = () => setPriority(context, was, true)
  act(context, {
    change: { priority },
    send: () => call('conversations.setPriority', { params: paramsOf(context), body: { priority } }),
    done: quiet ? undefined : { text: t('done.priority', { name: t(`words:priority.${priority}`) }), undo },
  })
}

/** Changes the subject; answers by mail follow it. */
export function setSubject(context: ActContext, subject: string, quiet = false): void {
  const was = context.conversation.subject
  const undo = () => setSubject(context, was, true)
  act(context, {
    change: { subject },
    send: () => call('conversations.setSubject', { params: paramsOf(context), body: { subject } }),
    done: quiet ? undefined : { text: context.t('done.subject'), undo },
  })
}

/** Changes the tags, whatever they are by now. */
export function setTags(context: ActContext, change: (tagIds: string[]) => string[]): void {
  const { cache, conversation } = context
  const now = cache.getQueryData(conversationQuery(conversation.id).queryKey) ?? conversation
  const tagIds = change(withGuesses(now).tagIds)
  act(context, {
    change: { tagIds },
    send: () => call('conversations.setTags', { params: paramsOf(context), body: { tagIds } }),
  })
}

/** Follows or stops following. */
export function follow(context: ActContext, following: boolean): void {
  const { queryKey } = conversationQuery(context.conversation.id)
  const { cache } = context
  const show = (on: boolean) => cache.setQueryData(queryKey, (old) => old && { ...old, following: on })
  show(following)
  call('conversations.follow', { params: paramsOf(context), body: { following } }).then(
    () =>
      void cache.invalidateQueries({
        queryKey: ['conversations'],
        predicate: ({ queryKey: [, filter] }) => (filter as Filter).view === 'following',
      }),
    (error: unknown) => {
      show(!following)
      sayProblem(error)
    },
  )
}
