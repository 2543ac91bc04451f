import type { TroubleCode } from '../../kernel/contract-variables.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid, type AppError, type ErrorDetails } from '../../kernel/errors.ts'
import type { Trouble, Variables } from '../../kernel/variables/index.ts'
import { SPOKEN_OF } from '../conversations/index.ts'
import type { SavedTemplate, Variant } from './contract.ts'

type Placed = Trouble & { language: string }
type Make = (details: ErrorDetails) => AppError

const WRONG: Record<Exclude<TroubleCode, 'may-be-empty'>, (at: string, what: string) => Make> = {
  unclosed: (at, what) => (details) =>
    invalid('templates.unclosed', `${at}: “${what}” opens with {{ and never closes. Add }}.`, details),
  unopened: (at) => (details) =>
    invalid('templates.unopened', `${at}: }} closes what no {{ has opened. Add {{, or remove it.`, details),
  'no-name': (at) => (details) =>
    invalid('templates.no-name', `${at}: there is no variable between the braces. Choose one.`, details),
  'unknown-variable': (at, what) => (details) =>
    invalid(
      'templates.unknown-variable',
      `${at}: there is no variable “${what}”. Choose another one.`,
      details,
    ),
  'unknown-filter': (at, what) => (details) =>
    invalid('templates.unknown-filter', `${at}: there is no filter “${what}”. Choose another one.`, details),
  'wrong-kind': (at, what) => (details) =>
    invalid(
      'templates.wrong-kind',
      `${at}: the filter “${what}” can’t write this value. Remove it.`,
      details,
    ),
  'wrong-argument': (at, what) => (details) =>
    invalid(
      'templates.wrong-argument',
      `${at}: the filter “${what}” takes something else behind its colon, like “money: JPY”.`,
      details,
    ),
  'wrong-fall-back': (at, what) => (details) =>
    invalid(
      'templates.wrong-fall-back',
      `${at}: in “${what}” the fall-back is empty or does not stand last. Write it like “{{customer.name | default: …}}”.`,
      details,
    ),
}

const isWarning = ({ code }: Placed): boolean => code === 'may-be-empty'

const refuse = (placed: readonly Placed[]): void => {
  const wrong = placed.flatMap(({ code, line, column, what, language }) => {
    if (code === 'may-be-empty') return []
    const make = WRONG[code](`Line ${line}, character ${column} (${language})`, what)
    const place = { line: String(line), column: String(column) }
    return [{ make, reason: { code, language, what, ...place, message: make({}).message } }]
  })
  if (wrong[0]) throw wrong[0].make({ reasons: wrong.map(({ reason }) => reason) })
}

/**
 * Looks at what an answer says in each language; gives what may be missing in it. Throws `invalid` for what is wrong: the
 * message is about the first, `reasons` names all with their places.
 */
export const checkVariants = async (
  db: Db,
  variables: Variables,
  variants: readonly Variant[],
): Promise<SavedTemplate['warnings']> => {
  if (variants.some(({ body }) => body.trim() === ''))
    throw invalid(
      'templates.empty',
      'The answer says nothing in one of its languages. Write it, or remove the language.',
    )
  const languages = variants.map(({ language }) => language)
  if (new Set(languages).size < languages.length)
    throw invalid('templates.same-language', 'There are two texts in one language. Remove one of them.')
  const compiled = await variables.compile(
    db,
    SPOKEN_OF,
    variants.map(({ body }) => body),
  )
  const placed = compiled.flatMap(({ troubles }, at) =>
    troubles.map((one) => ({ ...one, language: languages[at] as string })),
  )
  refuse(placed)
  return placed.filter(isWarning)
}
