import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { sightOf } from '../../kernel/sight.ts'
import { findConversation } from '../conversations/index.ts'
import type { RuleRun, Why } from './contract.ts'
import type { Declared } from './declared.ts'
import { listedRuns, type ListedRun } from './queries/runs.ts'
import { titleOfAction, whyInWords } from './with-titles.ts'

interface Page {
  cursor?: string | undefined
  limit: number
}

const shape = ({ triggers, actions }: Declared, why: Why | null, run: ListedRun): RuleRun => {
  const named = triggers.trigger(run.trigger) ?? triggers.moment(run.trigger)
  return {
    id: run.id,
    ruleId: run.ruleId,
    rule: run.ruleName,
    exists: run.exists,
    version: run.version,
    conversation: {
      id: run.conversationId,
      number: run.number,
      subject: run.subject,
      customer: run.customer,
    },
    trigger: named?.title ?? { en: run.trigger, ja: run.trigger },
    at: run.at.toISOString(),
    state: run.state,
    reason: run.reason,
    because: run.causes.map(({ id, name }) => ({ id, name: name ?? '' })),
    why,
    steps: run.steps.map((step) => ({ ...step, title: titleOfAction(actions, step.action) })),
  }
}

const pageOf = async (
  db: Db,
  caller: Caller,
  declared: Declared,
  which: { ruleId?: string; conversationId?: string },
  { cursor, limit }: Page,
): Promise<{ items: RuleRun[]; next: string | null }> => {
  if (cursor !== undefined && !isId(cursor))
    throw invalid('automations.cursor', 'This cursor is not one of ours. Start from the first page.')
  const rows = await listedRuns(db, {
    ...which,
    before: cursor ?? null,
    limit: limit + 1,
    sight: sightOf(caller),
  })
  const shown = rows.slice(0, limit)
  const say = await whyInWords(
    db,
    declared.conditions,
    shown.map(({ why }) => why),
  )
  const items = shown.map((run) => shape(declared, say(run.why), run))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** What a rule did, newest first. */
export const listRuleRuns = (
  db: Db,
  caller: Caller,
  declared: Declared,
  { ruleId, ...page }: Page & { ruleId: string },
): Promise<{ items: RuleRun[]; next: string | null }> => {
  demand(caller, 'automations.write')
  return pageOf(db, caller, declared, { ruleId }, page)
}

/** What rules did in a conversation, newest first. */
export const listConversationRuns = async (
  db: Db,
  caller: Caller,
  declared: Declared,
  { conversationId, ...page }: Page & { conversationId: string },
): Promise<{ items: RuleRun[]; next: string | null }> => {
  demand(caller, 'conversations.read')
  const { id } = await findConversation(db, caller, conversationId)
  return pageOf(db, caller, declared, { conversationId: id }, page)
}
