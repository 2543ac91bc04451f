import type { Part } from '../../../test/harness/house.ts'
import type { ProcessFault } from '../../../test/harness/process-fault.ts'
import type { Fault } from '../fault.ts'
import { sleep } from '../insist.ts'
import type { World } from '../world.ts'

type At = Omit<NonNullable<ProcessFault['dieAt']>, 'nth'>

/** How long a process may live without coming to the step. */
const LONGEST_MS = 20_000

/** Waits for each death and starts the process again, the last time without a fault. */
const bringBack = async ({ house, faults }: World, part: Part, next: readonly At[]): Promise<void> => {
  const lives: (At | undefined)[] = [...next, undefined]
  for (const [turn, at] of lives.entries()) {
    await Promise.race([house.process(part).over, sleep(LONGEST_MS)])
    if (at) faults.set(part, { dieAt: { ...at, nth: 4 + turn } })
    else faults.delete(part)
    // One that dies before it is ready has come to the step, too.
    await house.kill(part).catch((error: unknown) => {
      if (!at) throw error
    })
  }
}

/** Kills a process at each of these places in turn; the first counts from the start of the world. */
const killedAt = (step: string, what: string, places: readonly At[], part: Part = 'worker'): Fault => ({
  name: `${part === 'worker' ? 'worker' : 'web'}-killed-${step}`,
  what,
  async strike(world) {
    const [first, ...rest] = places
    if (first) world.faults.set(part, { dieAt: { ...first, nth: 3 } })
    await world.house.kill(part).catch(() => undefined)
    await bringBack(world, part, rest)
  },
})

const beforeAndAfter = (text: string): At[] => [
  { text, when: 'before' },
  { text, when: 'after' },
]
const committed = (within: string): At[] => [
  { text: 'commit', within, when: 'before' },
  { text: 'commit', within, when: 'after' },
]

export const killedFaults: readonly Fault[] = [
  killedAt(
    'accept',
    'Before and after it keeps the bytes of a mail.',
    beforeAndAfter('insert into arrivals'),
  ),
  killedAt(
    'accept',
    'The serving process, before and after it keeps a chat message.',
    beforeAndAfter('insert into arrivals'),
    'main',
  ),
  killedAt('parse', 'When it has read what waits.', [
    { text: 'from sized s join arrivals', when: 'after' },
    { text: 'from sized s join arrivals', when: 'after' },
  ]),
  killedAt(
    'identify',
    'Before and after it stores a new customer.',
    beforeAndAfter('insert into identities'),
  ),
  killedAt('receive', 'Before and after it stores messages.', beforeAndAfter(`'inbound', 'customer'`)),
  killedAt(
    'commit',
    'Before and after the commit of stored messages.',
    committed('update arrivals a set state'),
  ),
  killedAt(
    'dispatch',
    'Before and after the commit in which the rooms heard of a message.',
    committed('delete from events'),
  ),
  killedAt(
    'claim',
    'Before and after the commit that says: this answer is being sent.',
    committed('insert into delivery_attempts'),
  ),
  killedAt('after-send', 'When the mail server has confirmed an answer and nothing is written down.', [
    { text: 'with ended as', when: 'before' },
    { text: 'with ended as', when: 'before' },
  ]),
  killedAt(
    'keep-result',
    'Before and after the commit of what became of an answer.',
    committed('with ended as'),
  ),
  {
    name: 'worker-killed-while-sending',
    what: 'When the mail server has a whole answer and has not confirmed it.',
    async strike({ house, sink }) {
      for (let n = 0; n < 2; n += 1) {
        await new Promise<void>((resolve) => {
          sink.whole = () => {
            sink.whole = () => undefined
            resolve()
            return new Promise(() => undefined)
          }
        })
        await house.kill('worker')
        await sleep(1500)
      }
    },
  },
]
