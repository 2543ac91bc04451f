import { valueAt } from '../../../../app/form/paths.ts'

/** The parts of JSON Schema in which channels describe their settings. */
export interface Shape {
  type?: string
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  oneOf?: Shape[]
  anyOf?: Shape[]
  const?: unknown
  enum?: unknown[]
  default?: unknown
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  format?: string
}

/** A shape at its place: whether it has to be there. */
export interface Placed {
  shape: Shape
  required: boolean
}

const variantsOf = (shape: Shape): Shape[] => shape.oneOf ?? shape.anyOf ?? []

/** The variant that fits a value: its constants are the value's. */
const fits = (variant: Shape, value: unknown): boolean =>
  Object.entries(variant.properties ?? {}).every(
    ([name, { const: fixed }]) => fixed === undefined || fixed === valueAt(value, name),
  )

/** A property of a shape, of the variant that fits the value; the constants of all variants are one choice. */
function propertyOf(shape: Shape, name: string, value: unknown): Placed | undefined {
  const variants = variantsOf(shape)
  const fixed = variants.flatMap(({ properties }) => properties?.[name]?.const ?? [])
  if (fixed.length > 0) return { shape: { type: 'string', enum: fixed }, required: true }
  const owner = [shape, ...variants.filter((one) => fits(one, value)), ...variants].find(
    ({ properties }) => properties?.[name],
  )
  const found = owner?.properties?.[name]
  return found && { shape: found, required: owner.required?.includes(name) ?? false }
}

/** The shape of a setting by its path, with the present values of its neighbours; undefined when there is none. */
export function shapeAt(whole: Shape, values: unknown, path: string): Placed | undefined {
  let placed: Placed | undefined = { shape: whole, required: true }
  let value = values
  for (const step of path.split('.')) {
    if (!placed) return undefined
    value ??= placed.shape.default
    placed = propertyOf(placed.shape, step, value)
    value = valueAt(value, step)
  }
  return placed
}

/** What holds at a path: what is set, else the default. */
export function effectiveAt(whole: Shape, values: unknown, path: string): unknown {
  const steps = path.split('.')
  let value = values
  steps.forEach((step, place) => {
    value = valueAt(value, step) ?? shapeAt(whole, values, steps.slice(0, place + 1).join('.'))?.shape.default
  })
  return value
}
