/**
 * Loaded before the product (`--import`) by whoever wants to see it fail: ends the process at a statement of its own, or
 * lets its clock jump. Nothing of it is part of the product.
 */
import pg from 'pg'
import { FAULT_VARIABLE, type ProcessFault } from './process-fault.ts'

const fault = JSON.parse(process.env[FAULT_VARIABLE] ?? '{}') as ProcessFault

const die = (): void => void process.kill(process.pid, 'SIGKILL')

const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : ((statement as { text?: string } | undefined)?.text ?? '')

/** Ends the process right before or after the nth statement that holds a text, in a transaction that held another. */
const dieAt = ({ text, within, nth, when }: NonNullable<ProcessFault['dieAt']>): void => {
  let seen = 0
  const inside = new WeakSet<pg.Client>()
  const prototype = pg.Client.prototype as unknown as { query(...given: unknown[]): unknown }
  const { query } = prototype
  prototype.query = function (this: pg.Client, ...given) {
    const statement = textOf(given[0])
    if (statement === 'begin') inside.delete(this)
    if (within !== undefined && statement.includes(within)) inside.add(this)
    const isIt = statement.includes(text) && (within === undefined || inside.has(this))
    if (isIt) seen += 1
    const now = isIt && seen === nth
    if (now && when === 'before') die()
    const result = query.apply(this, given)
    if (now) Promise.resolve(result).then(die, die)
    return result
  }
}

/** Moves what `Date` says by so many milliseconds, more at each SIGUSR2. Timers and the database go on as they are. */
const moveClock = ({ offset, jump }: NonNullable<ProcessFault['clock']>): void => {
  const real = Date
  let ahead = offset
  const now = (): number => real.now() + ahead
  process.on('SIGUSR2', () => {
    ahead += jump
  })
  globalThis.Date = new Proxy(real, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    apply: () => new real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

if (fault.dieAt) dieAt(fault.dieAt)
if (fault.clock) moveClock(fault.clock)
