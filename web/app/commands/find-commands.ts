import { foldText } from '../../ui/pick/find-items.ts'
import type { Command } from './registry.ts'

const LAST = 99

/**
 * Commands for which every word of the query stands in the title, the group or the words. Titles that begin with it come
 * first; else each has its place, in whatever order they were added.
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
    const first = words[0] !== undefined && title.startsWith(words[0])
    ranked.push({ command, rank: (first ? 0 : LAST + 1) + (command.place ?? LAST) })
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ command }) => command)
}
