import type { Expression } from '../contract-conditions.ts'
import type { Db } from '../db/handles.ts'
import { checkExpression } from './check-expression.ts'
import type { Condition, ConditionFamily, Relation } from './condition.ts'
import { partsOf } from './expression.ts'
import { judge, type Judged, type Judging } from './judge.ts'

/** What a room says of what it knows. */
export interface Declaring {
  readonly conditions?: readonly (Condition | ConditionFamily)[]
  readonly relations?: readonly Relation[]
}

const isFamily = (one: Condition | ConditionFamily): one is ConditionFamily => 'prefix' in one

/** Everything that the rooms know of their subjects: what expressions may ask for, and whether they hold. */
export class Conditions {
  readonly #fixed = new Map<string, Condition>()
  readonly #families: ConditionFamily[] = []
  readonly #relations: Relation[] = []

  /** Takes in what rooms declare. Throws where a name stands for two things. */
  declare(rooms: readonly Declaring[]): void {
    for (const { conditions = [], relations = [] } of rooms) {
      for (const one of conditions) {
        if (isFamily(one)) this.#families.push(one)
        else if (this.#fixed.has(one.name)) throw new Error(`two conditions are called ${one.name}`)
        else this.#fixed.set(one.name, one)
      }
      this.#relations.push(...relations)
    }
    const prefixes = this.#families.map(({ prefix }) => prefix)
    for (const [at, prefix] of prefixes.entries()) {
      const taken = [...this.#fixed.keys(), ...prefixes.filter((_, other) => other !== at)]
      const name = taken.find((one) => one.startsWith(prefix))
      if (name !== undefined) throw new Error(`the condition ${name} begins like the family ${prefix}`)
    }
    const ways = this.#relations.map(({ from, to }) => `${from} → ${to}`)
    const twice = ways.find((way, at) => ways.indexOf(way) !== at)
    if (twice !== undefined) throw new Error(`two relations lead ${twice}`)
  }

  /** All conditions that can be asked of a kind of subject, those of what it belongs to among them. */
  async list(db: Db, about: string): Promise<Condition[]> {
    const own = await Promise.all(this.#families.map((family) => family.list(db)))
    return this.#askable(about, [...this.#fixed.values(), ...own.flat()])
  }

  /** Throws unless an expression can be asked of a kind of subject: for when it is saved. */
  async check(db: Db, about: string, expression: Expression): Promise<void> {
    await checkExpression(db, expression, await this.#named(db, about, [expression]))
  }

  /** Whether expressions hold for subjects, and why. Reads each source once, however many expressions ask for it. */
  async judge(db: Db, judging: Judging): Promise<Judged> {
    const known = await this.#named(db, judging.about, judging.expressions)
    return judge(db, judging, known, this.#relations)
  }

  #askable(about: string, conditions: readonly Condition[]): Condition[] {
    const abouts = new Set([about])
    for (const { from, to } of this.#relations) if (from === about) abouts.add(to)
    return conditions.filter((one) => abouts.has(one.about))
  }

  /** The conditions that expressions name; a workspace's own ones are read only where they name some. */
  async #named(
    db: Db,
    about: string,
    expressions: readonly Expression[],
  ): Promise<ReadonlyMap<string, Condition>> {
    const names = new Set(
      expressions.flatMap((one) => partsOf(one).flatMap(({ leaf }) => leaf?.condition ?? [])),
    )
    const families = this.#families.filter(({ prefix }) => [...names].some((name) => name.startsWith(prefix)))
    const own = (await Promise.all(families.map((family) => family.list(db)))).flat()
    const found = [...this.#fixed.values(), ...own].filter(({ name }) => names.has(name))
    return new Map(this.#askable(about, found).map((one) => [one.name, one]))
  }
}
