import type { Db } from './db/handles.ts'

interface Named {
  readonly name: string
}

/** What a workspace makes for itself: every name begins with the prefix. */
export interface Family<One extends Named> {
  readonly prefix: string
  list(db: Db): Promise<readonly One[]>
}

const isFamily = <One extends Named>(one: One | Family<One>): one is Family<One> => 'prefix' in one

/** What rooms declare under names that each stand for one thing. */
export class Declared<One extends Named> {
  readonly #what: string
  readonly #fixed = new Map<string, One>()
  readonly #families: Family<One>[] = []

  constructor(what: string) {
    this.#what = what
  }

  /** Takes in what a room declares; `check` it once all have. */
  add(declared: readonly (One | Family<One>)[]): void {
    for (const one of declared) {
      if (isFamily(one)) this.#families.push(one)
      else if (this.#fixed.has(one.name)) throw new Error(`two ${this.#what}s are called ${one.name}`)
      else this.#fixed.set(one.name, one)
    }
  }

  /** Throws where a name stands for two things. */
  check(): void {
    const prefixes = this.#families.map(({ prefix }) => prefix)
    for (const [at, prefix] of prefixes.entries()) {
      const taken = [...this.#fixed.keys(), ...prefixes.filter((_, other) => other !== at)]
      const name = taken.find((one) => one.startsWith(prefix))
      if (name !== undefined) throw new Error(`the ${this.#what} ${name} begins like the family ${prefix}`)
    }
  }

  /** All of them, a workspace's own behind the others. */
  async all(db: Db): Promise<One[]> {
    const own = await Promise.all(this.#families.map((family) => family.list(db)))
    return [...this.#fixed.values(), ...own.flat()]
  }

  /** Those of these names; a workspace's own are read only where one of them is named. */
  async named(db: Db, names: ReadonlySet<string>): Promise<One[]> {
    const families = this.#families.filter(({ prefix }) => [...names].some((name) => name.startsWith(prefix)))
    const own = (await Promise.all(families.map((family) => family.list(db)))).flat()
    return [...this.#fixed.values(), ...own].filter(({ name }) => names.has(name))
  }
}
