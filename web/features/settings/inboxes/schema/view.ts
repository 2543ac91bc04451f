import type { Output } from '../../../../api/types.ts'
import { effectiveAt, type Shape } from './shape.ts'

/** A kind of channel that can be connected. */
export type Kind = Output<'inboxes.listChannels'>[number]
export type Group = Kind['view']['groups'][number]
export type Field = Group['fields'][number]
export type Outlet = Kind['view']['outlets'][number]

export { inLanguage } from '../../../../ui/in-language.ts'

const isOn = (value: unknown) => value !== undefined && value !== null && value !== false && value !== ''

/** Whether something is asked for now: all its conditions hold. */
export const isAsked = ({ when = [] }: Pick<Field, 'when'>, shape: Shape, values: unknown): boolean =>
  when.every(({ path, is }) => {
    const value = effectiveAt(shape, values, path)
    return is.some((one) => (typeof one === 'boolean' ? one === isOn(value) : one === value))
  })

/** How a setting is asked for. */
export type Asked = NonNullable<Field['as']> | 'text' | 'number' | 'flag' | 'choice' | 'words'

/** How a field is asked for: as its channel says, else as its shape tells. */
export function askedAs(field: Field, shape: Shape): Asked {
  const inTwo = shape.properties !== undefined && 'ja' in shape.properties
  if (inTwo) return 'words'
  if (field.as) return field.as
  if (shape.enum) return 'choice'
  if (shape.type === 'boolean') return 'flag'
  return shape.type === 'integer' || shape.type === 'number' ? 'number' : 'text'
}
