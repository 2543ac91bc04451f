import type { Expression, Leaf } from '../contract-conditions.ts'
import type { Db } from '../db/handles.ts'
import { invalid, type AppError, type ErrorDetails } from '../errors.ts'
import { COMPARISONS, HOWS, operandOf } from './comparisons.ts'
import { isComparable } from './compile.ts'
import type { Condition } from './condition.ts'
import { partsOf } from './expression.ts'
import { readChoices, type ReadChoices } from './read-choices.ts'

const MOST_LEAVES = 50

/** Something wrong with a part of an expression. */
interface Trouble {
  place: string
  make(details: ErrorDetails): AppError
  message: string
}

const trouble = (
  place: string,
  make: (message: string, details: ErrorDetails) => AppError,
  message: string,
): Trouble => ({ place, message, make: (details) => make(message, details) })

const unknown = (place: string, { condition }: Leaf): Trouble =>
  trouble(
    place,
    (message, details) => invalid('conditions.unknown', message, details),
    `Condition ${place} asks for “${condition}”, which does not exist any more, or not for this. Remove it or choose another one.`,
  )

const wrongHow = (place: string, condition: Condition, how: string): Trouble =>
  trouble(
    place,
    (message, details) => invalid('conditions.comparison', message, details),
    `Condition ${place}: “${condition.title.en}” can’t be compared by “${how}”. Choose one of: ${HOWS[condition.kind].join(', ')}.`,
  )

const wrongValue = (place: string, condition: Condition, takes: string): Trouble =>
  trouble(
    place,
    (message, details) => invalid('conditions.value', message, details),
    `Condition ${place}: the comparison of “${condition.title.en}” takes ${takes}. Enter it.`,
  )

const goneChoice = (place: string, condition: Condition): Trouble =>
  trouble(
    place,
    (message, details) => invalid('conditions.choice-gone', message, details),
    `Condition ${place}: a value chosen for “${condition.title.en}” does not exist any more. Choose again.`,
  )

const emptyGroup = (place: string): Trouble =>
  trouble(
    place,
    (message, details) => invalid('conditions.empty-group', message, details),
    `${place === '' ? 'There is no condition' : `Group ${place} is empty`}. Add a condition${place === '' ? '' : ' or remove the group'}.`,
  )

const TAKES_IN_WORDS = {
  nothing: 'nothing to compare with',
  values: 'a value with letters or digits in it',
  number: 'a number',
  duration: 'a length of time',
  moment: 'a date and time',
}

const leafTrouble = (
  place: string,
  leaf: Leaf,
  condition: Condition | undefined,
  choices: ReadonlySet<string> | undefined,
): Trouble | undefined => {
  if (!condition) return unknown(place, leaf)
  if (!HOWS[condition.kind].includes(leaf.how)) return wrongHow(place, condition, leaf.how)
  const { takes } = COMPARISONS[leaf.how]
  const operand = operandOf(takes, leaf.value)
  const values = Array.isArray(operand) ? (operand as readonly string[]) : []
  if (operand === null || (!choices && !values.every(isComparable)))
    return wrongValue(place, condition, TAKES_IN_WORDS[takes])
  if (choices && !values.every((value) => choices.has(value))) return goneChoice(place, condition)
  return undefined
}

/**
 * Throws unless everything that an expression asks for is there: conditions, their comparisons, the values to choose.
 * The message is about the first part that is wrong; `reasons` names all with their places. `known` are the conditions
 * that it may ask for.
 */
export const checkExpression = async (
  db: Db,
  expression: Expression,
  known: ReadonlyMap<string, Condition>,
  read: ReadChoices = new Map(),
): Promise<void> => {
  const parts = partsOf(expression)
  const leaves = parts.flatMap(({ leaf }) => leaf ?? [])
  if (leaves.length > MOST_LEAVES)
    throw invalid(
      'conditions.too-many',
      `There are ${leaves.length} conditions; ${MOST_LEAVES} is the most. Remove some, or share them out.`,
    )
  const choices = new Map<string, ReadonlySet<string>>()
  for (const name of new Set(leaves.map(({ condition }) => condition))) {
    const list = known.get(name)?.choices
    if (list) choices.set(name, await readChoices(read, list, () => list(db)))
  }
  const troubles = parts.flatMap(({ place, leaf, size }) => {
    if (!leaf) return size === 0 ? [emptyGroup(place)] : []
    return leafTrouble(place, leaf, known.get(leaf.condition), choices.get(leaf.condition)) ?? []
  })
  const reasons = troubles.map(({ place, message }) => ({ place, message }))
  if (troubles[0]) throw troubles[0].make({ reasons })
}
