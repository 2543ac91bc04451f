import type { Tx } from '../../kernel/db/index.ts'
import {
  addressPattern,
  addressWords,
  NOWHERE,
  type Counts,
  type Erasing,
  type Person,
} from '../../kernel/personal.ts'
import { postsWith, titlesWith, wipePosts, wipeTasks, writePosts, writeTitles } from './queries/erase.ts'

const threads = async (tx: Tx, ids: readonly string[]): Promise<Counts> => ({
  tasks: await wipeTasks(tx, ids),
  posts: await wipePosts(tx, ids),
})

/** What somebody wrote, without addresses; what only seemed to hold one is left out. */
const cleaned = <Row extends { id: string }>(rows: readonly Row[], pattern: RegExp): Row[] =>
  rows
    .map(
      (row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, text]) => [
            name,
            name === 'id' ? text : String(text).replace(pattern, NOWHERE),
          ]),
        ) as Row,
    )
    .filter((row, at) => JSON.stringify(row) !== JSON.stringify(rows[at]))

/** Their addresses in what was written about others, or for everybody; words of others stay. */
const person = async (tx: Tx, who: Person): Promise<Counts> => {
  const words = addressWords(who)
  const pattern = addressPattern(words)
  if (!pattern) return {}
  const titles = cleaned(await titlesWith(tx, words), pattern)
  if (titles.length > 0) await writeTitles(tx, titles)
  const posts = cleaned(await postsWith(tx, words), pattern)
  if (posts.length > 0) await writePosts(tx, posts)
  return { tasks: titles.length, posts: posts.length }
}

/** What the team's own words lose when somebody is erased. */
export const erases: Erasing = { threads, person }
