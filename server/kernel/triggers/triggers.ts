import { Declared } from '../declared.ts'
import type { EventOf } from '../events/events.ts'
import type { Happening, Moment, Trigger } from './trigger.ts'

/** What a room says that rules may answer to. */
interface Declaring {
  readonly triggers?: readonly Trigger[]
  readonly moments?: readonly Moment[]
}

/** What an announcement says: to which subject it happened, and by the names of which triggers. */
export interface Happened extends Happening {
  triggers: string[]
}

/** Everything to which rules may answer. */
export class Triggers {
  #triggers: readonly Trigger[] = []
  #moments: readonly Moment[] = []
  #events: readonly string[] = []
  #byEvent: ReadonlyMap<string, readonly Trigger[]> = new Map()

  /** Takes in what rooms declare. Throws where a name stands for two things. */
  declare(rooms: readonly Declaring[]): void {
    this.#triggers = rooms.flatMap(({ triggers = [] }) => triggers)
    this.#moments = rooms.flatMap(({ moments = [] }) => moments)
    const names = new Declared<Trigger | Moment>('trigger')
    names.add([...this.#triggers, ...this.#moments])
    this.#events = [
      ...new Set([
        ...this.#triggers.flatMap((one) => one.events),
        ...this.#moments.flatMap(({ lateBy }) => lateBy),
      ]),
    ]
    this.#byEvent = new Map(
      this.#events.map((event) => [event, this.#triggers.filter((one) => one.events.includes(event))]),
    )
  }

  /** Names of all announcements that may mean something to a rule. */
  get events(): readonly string[] {
    return this.#events
  }

  list(about: string): { triggers: Trigger[]; moments: Moment[] } {
    return {
      triggers: this.#triggers.filter((one) => one.about === about),
      moments: this.#moments.filter((one) => one.about === about),
    }
  }

  trigger(name: string): Trigger | undefined {
    return this.#triggers.find((one) => one.name === name)
  }

  moment(name: string): Moment | undefined {
    return this.#moments.find((one) => one.name === name)
  }

  /** What an announcement says, each subject once, with all that happened to it. */
  happenedBy({ name, payload }: Pick<EventOf<unknown>, 'name' | 'payload'>): Happened[] {
    const found = new Map<string, Happened>()
    for (const trigger of this.#byEvent.get(name) ?? [])
      for (const happening of trigger.happened(payload, name)) {
        const before = found.get(happening.id)
        if (before) {
          before.triggers.push(trigger.name)
          if (happening.at !== undefined) before.at = happening.at
        } else found.set(happening.id, { ...happening, triggers: [trigger.name] })
      }
    return [...found.values()]
  }
}
