import type { Expression } from '../contract-conditions.ts'
import type { Db } from '../db/handles.ts'
import { Declared } from '../declared.ts'
import { checkRelations, type Relation } from '../relations.ts'
import { checkExpression } from './check-expression.ts'
import type { Condition, ConditionFamily } from './condition.ts'
import { partsOf } from './expression.ts'
import type { ReadChoices } from './read-choices.ts'
import { judge, type Judged, type Judging } from './judge.ts'

/** What a room says of what it knows. */
export interface Declaring {
  readonly conditions?: readonly (Condition | ConditionFamily)[]
  readonly relations?: readonly Relation[]
}

/** Everything that the rooms know of their subjects: what expressions may ask for, and whether they hold. */
export class Conditions {
  readonly #declared = new Declared<Condition>('condition')
  readonly #relations: Relation[] = []

  /** Takes in what rooms declare. Throws where a name stands for two things. */
  declare(rooms: readonly Declaring[]): void {
    for (const { conditions = [], relations = [] } of rooms) {
      this.#declared.add(conditions)
      this.#relations.push(...relations)
    }
    this.#declared.check()
    checkRelations(this.#relations)
  }

  /** All conditions that can be asked of a kind of subject, those of what it belongs to among them. */
  async list(db: Db, about: string): Promise<Condition[]> {
    return this.#askable(about, await this.#declared.all(db))
  }

  /** Throws unless an expression can be asked of a kind of subject: for when it is saved. */
  async check(db: Db, about: string, expression: Expression, read?: ReadChoices): Promise<void> {
    await checkExpression(db, expression, await this.#named(db, about, [expression]), read)
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
    const found = await this.#declared.named(db, names)
    return new Map(this.#askable(about, found).map((one) => [one.name, one]))
  }
}
