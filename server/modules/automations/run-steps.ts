import type { Actions } from '../../kernel/actions/index.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import type { Step } from '../../kernel/contract-actions.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { isAway } from '../../kernel/db/is-away.ts'
import { asAppError, errorText } from '../../kernel/errors.ts'
import { because } from '../../kernel/events/index.ts'
import type { Brake } from './brake-rules.ts'
import type { HappeningRow } from './queries/happenings.ts'
import type { RunRow, StepRow } from './queries/runs.ts'
import type { RuleRow } from './queries/rules.ts'

/** What became of a rule's actions. */
type Done = Pick<RunRow, 'state' | 'steps' | 'outward'>

const NOTHING = { from: null, to: null, why: null, code: null, message: null }

const failedStep = (tx: Tx, rule: RuleRow, { action }: Step, error: unknown): StepRow => {
  if (isAway(error)) throw error
  const known = asAppError(error)
  if (!known) tx.kernel.log.error({ ruleId: rule.id, action, error: errorText(error) }, 'an action failed')
  const { code, message } = known ?? { code: 'kernel.bug', message: 'Something went wrong here.' }
  return { action, state: 'failed', ...NOTHING, code, message }
}

const runStep = async (
  tx: Tx,
  actions: Actions,
  rule: RuleRow,
  { step, conversationId, by }: { step: Step; conversationId: string; by: Caller },
): Promise<StepRow> => {
  try {
    const { changed, foreseen, why } = await tx.savepoint(() => actions.run(tx, step, conversationId, by))
    const state = changed ? 'done' : why ? 'left' : 'unchanged'
    return {
      action: step.action,
      state,
      ...NOTHING,
      why,
      from: foreseen?.from ?? null,
      to: foreseen?.to ?? null,
    }
  } catch (error) {
    return failedStep(tx, rule, step, error)
  }
}

const stateOf = (steps: readonly StepRow[]): RunRow['state'] => {
  if (steps.some(({ state }) => state === 'failed')) return 'failed'
  if (steps.some(({ state }) => state === 'stopped')) return 'stopped'
  return steps.some(({ state }) => state === 'done') ? 'done' : 'unchanged'
}

/**
 * Carries out what a rule does, one action after the other; one that fails is undone alone and stops no other. What that
 * announces bears the rules that led to it, this one last.
 */
export const runSteps = async (
  tx: Tx,
  actions: Actions,
  rule: RuleRow,
  { because: before, conversationId }: HappeningRow,
  brake: Brake,
): Promise<Done> => {
  const by = { ...systemCaller(tx.workspaceId), name: rule.name }
  const steps: StepRow[] = []
  let outward = 0
  for (const step of rule.steps) {
    const goesOut = actions.isOutward(step)
    const reason = goesOut ? await brake.takeOutward(tx) : null
    if (reason) {
      steps.push({ action: step.action, state: 'stopped', ...NOTHING, code: `automations.${reason}` })
      continue
    }
    const done = await because([...before, rule.id], () =>
      runStep(tx, actions, rule, { step, conversationId, by }),
    )
    steps.push(done)
    if (goesOut && done.state === 'done') outward += 1
    else if (goesOut) brake.giveBack()
  }
  return { state: stateOf(steps), steps, outward }
}
