import type { Tx } from '../../kernel/db/index.ts'
import {
  addressPattern,
  addressWords,
  NOWHERE,
  type Counts,
  type Erasing,
  type Person,
} from '../../kernel/personal.ts'
import { titlesWith, wipeTasks, writeTitles, type Written } from './queries/erase.ts'

const threads = async (tx: Tx, ids: readonly string[]): Promise<Counts> => ({
  tasks: await wipeTasks(tx, ids),
})

/** What somebody wrote, without their addresses; what only seemed to hold one is left out. */
const cleaned = (rows: readonly Written[], pattern: RegExp): Written[] =>
  rows
    .map(({ id, text }) => ({ id, text: text.replace(pattern, NOWHERE) }))
    .filter(({ text }, at) => text !== rows[at]?.text)

/** Their addresses in what was written about others' conversations; words of others stay. */
const person = async (tx: Tx, who: Person): Promise<Counts> => {
  const words = addressWords(who)
  const pattern = addressPattern(words)
  if (!pattern) return {}
  const titles = cleaned(await titlesWith(tx, words), pattern)
  if (titles.length > 0) await writeTitles(tx, titles)
  return { tasks: titles.length }
}

/** What the team's own words lose when somebody is erased. */
export const erases: Erasing = { threads, person }
