import { may, type Caller } from '../caller.ts'
import type { ReadChoices } from '../conditions/index.ts'
import type { Step } from '../contract-actions.ts'
import { Declared } from '../declared.ts'
import type { Db, Tx } from '../db/handles.ts'
import { conflict } from '../errors.ts'
import type { Words } from '../settings-view.ts'
import type { Action, Effect, Foreseen } from './action.ts'
import { checkSteps } from './check-steps.ts'

/** What a room says that may be done to its subjects. */
interface Declaring {
  readonly actions?: readonly Action[]
}

/** What became of a step. Nothing foreseen: it was so already. */
export interface Done {
  changed: boolean
  foreseen: Foreseen | null
  /** Why it was left undone, where that is no error. */
  why: Words | null
}

const gone = ({ action }: Step) =>
  conflict(
    'actions.gone',
    `The action “${action}” does not exist any more, or not in this form. Set it up anew.`,
  )

/** Everything that the rooms let rules and macros do. */
export class Actions {
  readonly #declared = new Declared<Action>('action')
  #known: ReadonlyMap<string, Action> = new Map()

  /** Takes in what rooms declare. Throws where a name stands for two things. */
  declare(rooms: readonly Declaring[]): void {
    for (const { actions = [] } of rooms) this.#declared.add(actions)
    this.#declared.check()
    this.#known = new Map(
      rooms.flatMap(({ actions = [] }) => actions.map((action) => [action.name, action] as const)),
    )
  }

  /** What may be done to a kind of subject by what the caller builds, in the order in which rooms declare it. */
  list(caller: Caller, about: string): Action[] {
    return [...this.#known.values()].filter((one) => one.about === about && may(caller, one.needs))
  }

  /** Throws unless steps can be done to a kind of subject, and the caller may build them in: for when they are saved. */
  check(
    db: Db,
    caller: Caller,
    about: string,
    steps: readonly Step[],
    read: ReadChoices = new Map(),
  ): Promise<void> {
    return checkSteps(db, { caller, read }, steps, ({ action }) => {
      const found = this.#known.get(action)
      return found?.about === about ? found : undefined
    })
  }

  /** The steps that can be done; those of actions that are gone, or that have another form now, are left out. */
  there(steps: readonly Step[]): Step[] {
    return steps.filter(({ action, fields }) => this.#known.get(action)?.shape.safeParse(fields).success)
  }

  /** True for what reaches somebody or something outside of the house. */
  isOutward({ action }: Step): boolean {
    return this.#known.get(action)?.outward ?? false
  }

  titleOf({ action }: Step): Words {
    return this.#known.get(action)?.title ?? { en: action, ja: action }
  }

  /** What steps do to what is known of their subject; of one that is gone nothing is known. */
  effectsOf(steps: readonly Step[]): Effect[] {
    return steps.flatMap((step) => {
      const action = this.#known.get(step.action)
      const read = action?.shape.safeParse(step.fields)
      return read?.success ? (action?.effects?.(read.data) ?? []) : []
    })
  }

  /** What a step would do to subjects; whom it would leave as they are is not named. */
  async preview(db: Db, step: Step, ids: readonly string[]): Promise<ReadonlyMap<string, Foreseen>> {
    const { action, fields } = this.#read(step)
    return action.preview(db, ids, fields)
  }

  /** Does a step to a subject, where there is something to do. Throws an `AppError` where it can't be done. */
  async run(tx: Tx, step: Step, id: string, by: Caller): Promise<Done> {
    const { action, fields } = this.#read(step)
    const foreseen = (await action.preview(tx, [id], fields)).get(id) ?? null
    const why = foreseen && (await action.run(tx, id, fields, by))
    return { changed: foreseen !== null && why === null, foreseen, why }
  }

  #read(step: Step): { action: Action; fields: Record<string, unknown> } {
    const action = this.#known.get(step.action)
    const read = action?.shape.safeParse(step.fields)
    if (!action || !read?.success) throw gone(step)
    return { action, fields: read.data }
  }
}
