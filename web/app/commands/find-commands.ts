import { foldText } from '../../ui/pick/find-items.ts'
import type { Command } from './registry.ts'

/**
 * Commands for which every word of the query stands in the title, the group or the words. Titles that begin with it come
 * first; before anything is typed, what is likely.
 */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const words = foldText(query).split(/\s+/).filter(Boolean)
  const seen = new Set<string>()
  const ranked: { command: Command; rank: number }[] = []
  for (const command of commands) {
    if (command.movement || seen.has(command.id)) continue
    seen.add(command.id)
    const title = foldText(command.title)
    const text = `${title} ${foldText(command.group)} ${foldText(command.words ?? '')}`
    if (!words.every((word) => text.includes(word))) continue
    const first = words[0] === undefined ? command.likely === true : title.startsWith(words[0])
    ranked.push({ command, rank: first ? 0 : 1 })
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ command }) => command)
}
