import type { Form } from '../../../../app/form/use-form.ts'
import { valueAt, withValueAt } from '../../../../app/form/paths.ts'
import { effectiveAt, type Shape, shapeAt } from '../schema/shape.ts'
import type { Field, Kind } from '../schema/view.ts'

/** The part of a form in which the settings of a channel stand. */
export interface SettingsDraft {
  settings: Record<string, unknown>
  secrets: Record<string, unknown>
}

/** One setting in a form: its shape, its value, and how to change it. */
export interface Setting {
  field: Field
  shape: Shape
  value: unknown
  /** Undefined: back to the default. */
  change(value: unknown): void
  /** What is wrong with it, or with a part of it. */
  error(part?: string): string | undefined
}

/** A form over the settings of a channel, whatever else it holds. */
export type SettingsForm = Pick<Form<SettingsDraft>, 'draft' | 'set' | 'errorOf'>

/** One setting of a channel in a form; undefined where the channel has no such setting now. */
export function settingOf(form: SettingsForm, kind: Kind, field: Field): Setting | undefined {
  const place = field.secret ? 'secrets' : 'settings'
  const whole = (field.secret ? kind.secretsSchema : kind.settingsSchema) as Shape
  const values = form.draft[place]
  const shape = shapeAt(whole, values, field.path)?.shape
  if (!shape) return undefined
  return {
    field,
    shape,
    value: field.secret ? valueAt(values, field.path) : effectiveAt(whole, values, field.path),
    change: (value) => form.set({ [place]: withValueAt(form.draft[place], field.path, value) }),
    error: (part) => form.errorOf([place, field.path, ...(part === undefined ? [] : [part])].join('.')),
  }
}
