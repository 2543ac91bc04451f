import type { Db } from '../db/handles.ts'
import { Declared } from '../declared.ts'
import { readAll, type Relation } from '../relations.ts'
import { compileText, namesIn, type Compiled, type Hole } from './compile.ts'
import type { Variable, VariableFamily } from './variable.ts'

/** What a room says that texts may name. */
interface Declaring {
  readonly variables?: readonly (Variable | VariableFamily)[]
  readonly relations?: readonly Relation[]
}

/** Of whom or what a text speaks: ids by kind of subject. */
export type Subjects = Readonly<Record<string, string>>

/** Everything that the rooms let texts name. */
export class Variables {
  readonly #declared = new Declared<Variable>('variable')
  readonly #relations: Relation[] = []

  /** Takes in what rooms declare. Throws where a name stands for two things. */
  declare(rooms: readonly Declaring[]): void {
    for (const { variables = [], relations = [] } of rooms) {
      this.#declared.add(variables)
      this.#relations.push(...relations)
    }
    this.#declared.check()
  }

  /** All variables of texts that speak of these kinds of subjects, and of what those belong to. */
  async list(db: Db, abouts: readonly string[]): Promise<Variable[]> {
    return this.#nameable(abouts, await this.#declared.all(db))
  }

  /** Makes texts ready that speak of these kinds of subjects. */
  async compile(db: Db, abouts: readonly string[], texts: readonly string[]): Promise<Compiled[]> {
    const found = await this.#declared.named(db, new Set(texts.flatMap(namesIn)))
    const known = new Map(this.#nameable(abouts, found).map((one) => [one.name, one]))
    return texts.map((text) => compileText(text, known))
  }

  /**
   * The values that texts ask for, for each of many sets of subjects; all sets are of the same kinds. Reads each source
   * once a kind. Who is given is who is meant, wherever relations would lead.
   */
  async read(
    db: Db,
    texts: readonly Compiled[],
    all: readonly Subjects[],
  ): Promise<(at: number, name: string) => unknown> {
    const given = Object.keys(all[0] ?? {})
    const holes = texts.flatMap(({ parts }) => parts.filter((part): part is Hole => typeof part !== 'string'))
    const variables = new Map(holes.map(({ variable }) => [variable.name, variable]))
    const ways = new Map(
      Array.from(variables.values(), (one) => [one.name, this.#startOf(one.about, given)] as const),
    )
    const readers = new Map(
      await Promise.all(
        given.map(async (about) => {
          const asked = [...variables.values()].filter(({ name }) => ways.get(name) === about)
          const ids = [...new Set(all.map((subjects) => subjects[about] as string))]
          return [about, await readAll(db, { about, ids }, asked, this.#relations)] as const
        }),
      ),
    )
    return (at, name) => {
      const variable = variables.get(name)
      const start = ways.get(name)
      const id = start === undefined ? undefined : all[at]?.[start]
      const row = variable && start && id ? readers.get(start)?.(variable, id) : undefined
      return row && variable ? variable.value(row) : null
    }
  }

  /** From which kind of subject it is read: itself, or one that belongs to it. */
  #startOf(about: string, given: readonly string[]): string | undefined {
    if (given.includes(about)) return about
    return this.#relations.find(({ from, to }) => to === about && given.includes(from))?.from
  }

  #nameable(abouts: readonly string[], variables: readonly Variable[]): Variable[] {
    return variables.filter(({ about }) => this.#startOf(about, abouts) !== undefined)
  }
}
