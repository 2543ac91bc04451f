import type { Actions } from '../../kernel/actions/index.ts'
import type { Condition, WhyGroup } from '../../kernel/conditions/index.ts'
import type { Why } from './contract.ts'

type Seen = Date | string | number | boolean | readonly string[] | null

/** What conditions saw, with how they are called now. */
export const whyWithTitles = (conditions: ReadonlyMap<string, Condition>, group: WhyGroup): Why => {
  const part = (one: WhyGroup['of'][number]): unknown => {
    if ('of' in one) return { ...one, of: one.of.map(part) }
    const seen = one.seen as Seen
    return {
      ...one,
      title: conditions.get(one.condition)?.title ?? { en: one.condition, ja: one.condition },
      seen: seen instanceof Date ? seen.toISOString() : seen,
    }
  }
  return part(group) as Why
}

/** How an action is called now. */
export const titleOfAction = (actions: Actions, action: string): { en: string; ja: string } =>
  actions.titleOf({ action, fields: {} })
