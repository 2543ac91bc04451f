/** The demo shop: one year of a Japanese shop and its American sister, as plain data. */
import { createConversation } from './conversation.ts'
import { createPeople } from './customers.ts'
import { createPlans } from './plan.ts'
import { agents, brands, inboxes, teams } from './shop.ts'
import { tags } from './tags.ts'
import type { Conversation, World } from './types.ts'

export type { Agent, Change, Conversation, Message, World } from './types.ts'

export interface WorldOptions {
  /** Any integer; the same seed and `now` give the same world, byte for byte. */
  readonly seed: number
  /** The year ends here. */
  readonly now: Date
  /** 3,000 unless said. */
  readonly customers?: number
  /** 12,000 unless said. */
  readonly conversations?: number
}

/** Builds the world. Customers are made at once, conversations one at a time while they are walked. */
export function buildWorld({ seed, now, customers = 3000, conversations = 12_000 }: WorldOptions): World {
  const people = createPeople(seed, customers, now)
  const plans = createPlans(seed, conversations, people, now.getTime())
  const at = (index: number): Conversation => {
    const plan = plans[index]
    if (!plan) throw new RangeError(`there are ${plans.length} conversations, none has the index ${index}`)
    return createConversation(seed, index, plan, people, now.getTime())
  }
  return {
    brands,
    teams,
    agents,
    inboxes,
    tags,
    customers: people.map(({ customer }) => customer),
    conversations: {
      length: plans.length,
      at,
      *[Symbol.iterator]() {
        for (let index = 0; index < plans.length; index++) yield at(index)
      },
    },
  }
}
