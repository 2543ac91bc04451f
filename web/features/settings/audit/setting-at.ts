import type { Field, Group, Kind } from '../inboxes/schema/view.ts'

/** A setting of a channel where it is asked for. */
export interface AskedSetting {
  group: Group
  field: Field
  /** What of it is meant, where it has parts: the language of a text. */
  parts: string[]
}

/** The setting of a channel at a path, or the one that the path leads into; undefined where nobody is asked for it. */
export function settingAt(kind: Kind | undefined, path: string): AskedSetting | undefined {
  const steps = path.split('.')
  for (let length = steps.length; length > 0; length -= 1) {
    const at = steps.slice(0, length).join('.')
    for (const group of kind?.view.groups ?? []) {
      const field = group.fields.find((one) => one.path === at && !one.secret)
      if (field) return { group, field, parts: steps.slice(length) }
    }
  }
  return undefined
}

/** The secret of a channel by its name. */
export const secretNamed = (kind: Kind | undefined, name: string): Field | undefined =>
  kind?.view.groups.flatMap(({ fields }) => fields).find((one) => one.path === name && one.secret)
