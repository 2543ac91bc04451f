import type { Tx } from '../../kernel/db/index.ts'
import {
  addressPattern,
  addressWords,
  NOWHERE,
  type Counts,
  type Erasing,
  type Person,
} from '../../kernel/personal.ts'
import { removeFiles } from '../../kernel/files/index.ts'
import { deleteBeside, lockUnused } from '../conversations/index.ts'
import {
  aboutWith,
  asidesWith,
  postsWith,
  titlesWith,
  wipeAsides,
  wipePosts,
  wipeTasks,
  writeAbout,
  writeAsides,
  writePosts,
  writeTitles,
} from './queries/erase.ts'

const threads = async (tx: Tx, ids: readonly string[]): Promise<Counts> => ({
  tasks: await wipeTasks(tx, ids),
  posts: await wipePosts(tx, ids),
  asides: await wipeAsides(tx, ids),
  files: await removeFiles(tx, await lockUnused(tx, await deleteBeside(tx, ids))),
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
  const asides = cleaned(await asidesWith(tx, words), pattern)
  if (asides.length > 0) await writeAsides(tx, asides)
  const about = cleaned(await aboutWith(tx, words), pattern)
  if (about.length > 0) await writeAbout(tx, about)
  return { tasks: titles.length, posts: posts.length, asides: asides.length + about.length }
}

/** What the team's own words lose when somebody is erased. */
export const erases: Erasing = { threads, person }
