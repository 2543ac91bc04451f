import { wrongQuestions } from '../questions/check-questions.ts'
import type { Question } from '../questions/question.ts'
import type { Wrong } from './wrong.ts'
import { effectiveAt, type Shape, shapeAt } from './shape.ts'
import { type Group, isAsked } from './view.ts'
import { valueAt } from '../../../../app/form/paths.ts'

function wrongText(text: string, { minLength = 0, maxLength, pattern, format }: Shape): Wrong | undefined {
  if (text === '') return minLength > 0 ? { kind: 'empty' } : undefined
  if (text.length < minLength) return { kind: 'short', limit: minLength }
  if (maxLength !== undefined && text.length > maxLength) return { kind: 'long', limit: maxLength }
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(text.trim())) return { kind: 'format' }
  if (format === 'uri' && !URL.canParse(text)) return { kind: 'format' }
  return undefined
}

/** What the shape of a setting says against its value; undefined when nothing. The server has the last word. */
function wrongWith(value: unknown, shape: Shape, required: boolean): Wrong | undefined {
  if (value === undefined || value === null) return required ? { kind: 'empty' } : undefined
  if (typeof value === 'string') return wrongText(value, required ? { minLength: 1, ...shape } : shape)
  if (typeof value === 'number') {
    const { minimum = -Infinity, maximum = Infinity } = shape
    if (Number.isNaN(value)) return { kind: 'empty' }
    if (value < minimum) return { kind: 'small', limit: minimum }
    if (value > maximum) return { kind: 'large', limit: maximum }
    return shape.type === 'integer' && !Number.isInteger(value) ? { kind: 'format' } : undefined
  }
  if (Array.isArray(value)) {
    if (value.length < (shape.minItems ?? 0)) return { kind: 'empty' }
    return value.map((one) => wrongWith(one, shape.items ?? {}, true)).find(Boolean)
  }
  return undefined
}

interface Draft {
  settings: Record<string, unknown>
  secrets: Record<string, unknown>
}

/** What is wrong among questions, by their paths below the setting. */
const wrongAmong = (value: unknown, path: string): Record<string, Wrong> =>
  Object.fromEntries(
    Object.entries(wrongQuestions(Array.isArray(value) ? (value as Question[]) : [])).map(([part, wrong]) => [
      part === '' ? path : `${path}.${part}`,
      wrong,
    ]),
  )

/** Everything that is wrong among the settings that are asked for, by path: `settings.smtp.host`. */
export function wrongSettings(
  groups: readonly Group[],
  draft: Draft,
  shapes: { settings: Shape; secrets: Shape },
): Record<string, Wrong> {
  const found: Record<string, Wrong> = {}
  for (const field of groups.flatMap(({ fields }) => fields)) {
    if (field.as === 'present') continue
    if (!isAsked(field, shapes.settings, draft.settings)) continue
    const [values, shape, name] = field.secret
      ? ([draft.secrets, shapes.secrets, 'secrets'] as const)
      : ([draft.settings, shapes.settings, 'settings'] as const)
    const placed = shapeAt(shape, values, field.path)
    if (!placed) continue
    const value = field.secret ? valueAt(values, field.path) : effectiveAt(shape, values, field.path)
    if (field.as === 'questions') Object.assign(found, wrongAmong(value, `${name}.${field.path}`))
    const wrong = wrongWith(value, placed.shape, placed.required && !field.secret)
    if (wrong) found[`${name}.${field.path}`] = wrong
  }
  return found
}
