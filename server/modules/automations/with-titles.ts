import type { Actions } from '../../kernel/actions/index.ts'
import { COMPARISONS, type Conditions, type WhyGroup, type WhyLeaf } from '../../kernel/conditions/index.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { Words } from '../../kernel/settings-view.ts'
import type { Why } from './contract.ts'

const leavesOf = (group: WhyGroup): WhyLeaf[] =>
  group.of.flatMap((part) => ('of' in part ? leavesOf(part) : [part]))

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.map(String) : []

/** Says what conditions saw, with how they and their values are called now; read once for all that are to be shown. */
export const whyInWords = async (
  db: Db,
  conditions: Conditions,
  all: readonly (WhyGroup | null)[],
): Promise<(why: WhyGroup | null) => Why | null> => {
  const used = new Set(all.flatMap((why) => (why ? leavesOf(why) : [])).map(({ condition }) => condition))
  const known = used.size === 0 ? [] : await conditions.list(db, 'conversation')
  const titles = new Map<string, { title: Words; names: ReadonlyMap<string, Words> }>(
    await Promise.all(
      known
        .filter(({ name }) => used.has(name))
        .map(async ({ name, title, choices }) => {
          const named = ((await choices?.(db)) ?? []).map((one) => [one.value, one.title] as const)
          return [name, { title, names: new Map(named) }] as const
        }),
    ),
  )
  const leaf = ({ seen, ...one }: WhyLeaf): unknown => {
    const { title, names } = titles.get(one.condition) ?? {}
    const texts = [...textsIn(one.value), ...textsIn(seen)]
    return {
      ...one,
      title: title ?? { en: one.condition, ja: one.condition },
      comparison: COMPARISONS[one.how].title,
      names: Object.fromEntries(texts.flatMap((text) => (names?.has(text) ? [[text, names.get(text)]] : []))),
      seen: seen instanceof Date ? seen.toISOString() : seen,
    }
  }
  const part = (one: WhyGroup['of'][number]): unknown =>
    'of' in one ? { ...one, of: one.of.map(part) } : leaf(one)
  return (why) => why && (part(why) as Why)
}

/** How an action is called now. */
export const titleOfAction = (actions: Actions, action: string): Words =>
  actions.titleOf({ action, fields: {} })
