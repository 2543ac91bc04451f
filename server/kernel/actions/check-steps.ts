import { may, type Caller } from '../caller.ts'
import { readChoices, type ReadChoices } from '../conditions/index.ts'
import type { Step } from '../contract-actions.ts'
import type { Db } from '../db/handles.ts'
import { asAppError, AppError, forbidden, invalid, type ErrorDetails } from '../errors.ts'
import type { Action, ActionField } from './action.ts'

const MOST_STEPS = 20

const valuesAt = (fields: Record<string, unknown>, path: string): string[] => {
  const value = fields[path]
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' && value !== '' ? [value] : []
}

/** Whoever looks at steps, and what they could choose. */
interface Looking {
  caller: Caller
  read: ReadChoices
}

/** True where a field has a value that nobody could choose. */
const isGone = async (
  db: Db,
  { caller, read }: Looking,
  { path, choices }: ActionField,
  fields: Record<string, unknown>,
): Promise<boolean> => {
  const chosen = valuesAt(fields, path)
  if (typeof choices !== 'function' || chosen.length === 0) return false
  const known = await readChoices(read, choices, () => choices(db, caller))
  return chosen.some((value) => !known.has(value))
}

/** An error of a room, with the step to which it belongs. */
const placed = (error: AppError, place: string): AppError =>
  new AppError(error.kind, error.code, error.message, {
    ...error.details,
    reasons: [{ place, message: error.message }],
  })

const checkStep = async (
  db: Db,
  looking: Looking,
  { action: name, fields }: Step,
  action: Action | undefined,
  place: string,
): Promise<void> => {
  const about = (message: string): ErrorDetails => ({ reasons: [{ place, message }] })
  if (!action) {
    const message = `Action ${place}, “${name}”, does not exist any more, or not for this. Remove it or choose another one.`
    throw invalid('actions.unknown', message, about(message))
  }
  const title = action.title.en
  if (!may(looking.caller, action.needs)) {
    const message = `Action ${place}, “${title}”, is not for you to use (it needs “${action.needs}”). Ask an owner.`
    throw forbidden('actions.not-allowed', message, about(message))
  }
  const filled = action.shape.safeParse(fields)
  if (!filled.success) {
    const message = `Action ${place}, “${title}”, is not filled in. Complete it.`
    const wrong = filled.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
    throw invalid('actions.fields', message, { ...about(message), fields: wrong })
  }
  for (const field of action.fields)
    if (await isGone(db, looking, field, filled.data)) {
      const message = `Action ${place}, “${title}”: what was chosen for “${field.label.en}” does not exist any more. Choose again.`
      throw invalid('actions.choice-gone', message, about(message))
    }
  try {
    await action.check?.(db, filled.data)
  } catch (error) {
    const known = asAppError(error)
    throw known ? placed(known, place) : error
  }
}

/** Throws unless all steps can be done by what the caller builds, in the order of their places, counted from one. */
export const checkSteps = async (
  db: Db,
  looking: Looking,
  steps: readonly Step[],
  known: (step: Step) => Action | undefined,
): Promise<void> => {
  if (steps.length === 0) throw invalid('actions.none', 'Nothing is to be done yet. Add an action.')
  if (steps.length > MOST_STEPS)
    throw invalid(
      'actions.too-many',
      `There are ${steps.length} actions; ${MOST_STEPS} is the most. Remove some.`,
    )
  for (const [at, step] of steps.entries()) await checkStep(db, looking, step, known(step), String(at + 1))
}
