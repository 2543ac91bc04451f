interface Person {
  name: string
  address: string
}

const address = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/

/** People as one types them: `倉庫 <stock@example.jp>, boss@example.jp`. */
export const peopleText = (people: readonly Person[]): string =>
  people.map(({ name, address: value }) => (name ? `${name} <${value}>` : value)).join(', ')

/** Reads them again; undefined where something is no address. */
export function peopleIn(text: string): Person[] | undefined {
  const people: Person[] = []
  for (const part of text.normalize('NFKC').split(/[,;、\n]/)) {
    const typed = part.trim()
    if (typed === '') continue
    const [, name = '', inside] = /^(.*?)<([^<>]*)>$/.exec(typed) ?? []
    const value = (inside ?? typed).trim()
    if (!address.test(value)) return undefined
    people.push({ name: name.trim().replaceAll(/^"|"$/g, ''), address: value })
  }
  return people
}
