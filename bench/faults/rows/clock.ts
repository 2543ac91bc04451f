import type { Part } from '../../../test/harness/house.ts'
import type { Fault } from '../fault.ts'
import { sleep } from '../insist.ts'
import type { World } from '../world.ts'

const HOUR_MS = 3_600_000
const PARTS: readonly Part[] = ['main', 'worker']

/** Both processes see the clock jump, and one begins anew while it is wrong; then it is set right. */
const jumping = async ({ house, faults }: World, jump: number): Promise<void> => {
  const start = async (offset: number): Promise<void> => {
    for (const part of PARTS) {
      faults.set(part, { clock: { offset, jump } })
      await house.kill(part)
    }
  }
  const step = (): void => {
    for (const part of PARTS) process.kill(house.process(part).pid, 'SIGUSR2')
  }
  await start(0)
  await sleep(2000)
  step()
  await sleep(4000)
  faults.set('worker', { clock: { offset: jump, jump: -jump } })
  await house.kill('worker')
  await sleep(4000)
  await start(0)
}

export const clockFaults: readonly Fault[] = [
  {
    name: 'clock-forward',
    what: 'The clock of all processes jumps an hour ahead, one is started again meanwhile, and it is set right.',
    strike: (world) => jumping(world, HOUR_MS),
  },
  {
    name: 'clock-back',
    what: 'The clock of all processes falls an hour back, one is started again meanwhile, and it is set right.',
    strike: (world) => jumping(world, -HOUR_MS),
  },
]
