import type { Tx } from '../../kernel/db/index.ts'
import { addressPattern, addressWords, NOWHERE, type Counts, type Erasing } from '../../kernel/personal.ts'
import type { Person, Said, Talk } from './neutral.ts'
import { deletePlaced, itemsNaming, rewriteItems, type PlacedItem } from './queries/items.ts'
import { deleteIssuesNaming, insertIssues } from './queries/report.ts'

const AT_ONCE = 500

/**
 * What imports lose when somebody is erased: what was read about them and is not made yet, and rows of reports that name them. What
 * others said stays, without the address. A file that is there as a whole goes by its own time; what it says of them is not brought
 * back where it was imported before.
 */
export const erases: Erasing = {
  async person(tx, who): Promise<Counts> {
    const words = addressWords(who)
    if (words.length === 0) return {}
    const people = await peopleWith(tx, words)
    const [importItems, importIssues] = [await clean(tx, words, people), await deleteIssuesNaming(tx, words)]
    for (const importId of new Set(people.map((one) => one.importId)))
      await insertIssues(tx, importId, [{ code: 'gone', place: '', subject: '', detail: '' }])
    return { importItems, importIssues }
  },
}

/** Everything that bears some words, some at a time. */
const naming = async function* (tx: Tx, words: readonly string[]): AsyncGenerator<PlacedItem[]> {
  for (let after: PlacedItem | undefined; ; ) {
    const some: PlacedItem[] = await itemsNaming(tx, words, after, AT_ONCE)
    if (some.length > 0) yield some
    after = some.at(-1)
    if (some.length < AT_ONCE) return
  }
}

/** Who among those who were read has one of these addresses. */
const peopleWith = async (
  tx: Tx,
  words: readonly string[],
): Promise<{ importId: string; personId: string }[]> => {
  const found: { importId: string; personId: string }[] = []
  for await (const some of naming(tx, words))
    for (const { importId, kind, data } of some) {
      if (kind !== 'person') continue
      const { id, emails, phones } = JSON.parse(data) as Person
      if ([...emails, ...phones].some((one) => words.includes(one.trim().toLowerCase())))
        found.push({ importId, personId: id })
    }
  return found
}

/** Takes away what is theirs, and their address out of what is others'. Gives how many things changed. */
const clean = async (
  tx: Tx,
  words: readonly string[],
  people: readonly { importId: string; personId: string }[],
): Promise<number> => {
  const pattern = addressPattern(words)
  const names = people.flatMap(({ personId }) => {
    const id = JSON.stringify(personId).toLowerCase()
    return [`"person":${id}`, `"author":{"id":${id}`, `"id":${id}`]
  })
  const own = new Set(people.map(({ importId, personId }) => `${importId} ${personId}`))
  let count = 0
  for await (const some of naming(tx, [...new Set([...words, ...names])])) {
    const gone = some.filter((one) => isOwn(one, own))
    const kept = some.flatMap((one) => {
      if (gone.includes(one) || one.data === '') return []
      const data = JSON.stringify(cleaned(one, own), (_key, value: unknown) =>
        typeof value === 'string' && pattern ? value.replace(pattern, NOWHERE) : value,
      )
      return data === one.data ? [] : [{ ...one, data }]
    })
    if (gone.length > 0) count += await deletePlaced(tx, gone)
    if (kept.length > 0) count += await rewriteItems(tx, kept)
  }
  return count
}

const isOwn = ({ importId, kind, data }: PlacedItem, own: ReadonlySet<string>): boolean => {
  if (data === '' || kind === 'agent' || kind === 'team') return false
  const is = (id: string | undefined): boolean => own.has(`${importId} ${id ?? ''}`)
  if (kind === 'person') return is((JSON.parse(data) as Person).id)
  if (kind === 'talk') return is((JSON.parse(data) as Talk).person)
  const { person, author } = JSON.parse(data) as Said
  return is(person) || is(author.id)
}

/** Without what they said in it. */
const cleaned = ({ importId, kind, data }: PlacedItem, own: ReadonlySet<string>): object => {
  const item = JSON.parse(data) as Talk
  return kind !== 'talk' || !item.said
    ? item
    : { ...item, said: item.said.filter(({ author }) => !own.has(`${importId} ${author.id ?? ''}`)) }
}
