import type { Agent } from '../../../api/types.ts'
import { foldText } from '../../../ui/pick/find-items.ts'

/**
 * People in whose name, reading or address every word of the query stands; those who are switched off come last,
 * each group by the reading of the name, as a Japanese list of names is.
 */
export function findPeople(agents: readonly Agent[], query: string): Agent[] {
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const order = new Intl.Collator('ja')
  return agents
    .filter(({ name, kana, email }) => {
      const text = foldText(`${name} ${kana ?? ''} ${email}`)
      return words.every((word) => text.includes(word))
    })
    .sort(
      (a, b) =>
        Number(b.active) - Number(a.active) ||
        order.compare(foldText(a.kana ?? a.name), foldText(b.kana ?? b.name)),
    )
}
