import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { clearTimeout, setTimeout as later } from 'node:timers'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Arrival, ParseWishes } from '../../channel.ts'
import type { Account } from '../account.ts'
import { Slots } from '../net/slots.ts'
import { parse } from './parse.ts'

/** What reading one large mail may take. */
export interface ApartLimits {
  milliseconds: number
  heapMegabytes: number
}

/** Several times what the worst mail known needs; mails of the same workspace wait for it. */
export const usualLimits: ApartLimits = { milliseconds: 20_000, heapMegabytes: 512 }

/** A mail, and the account that it came in through. */
export interface Question {
  raw: Buffer
  account: Account
  wishes?: ParseWishes
}

/** What the other process answers: what the mail means, or why it could not be read. */
export type Answer = { arrivals: Arrival[] } | { error: string }

const program = fileURLToPath(new URL('./answer-parent.ts', import.meta.url))
/** After so long without a large mail the other process ends, and with it the memory that it holds. */
const restMs = 10_000

/**
 * Reads mails in a process of its own, one at a time, so that this one goes on with everything else. Not in a thread: V8
 * ends the whole process for many an allocation that a thread's limit of memory does not allow.
 */
export class ApartReader {
  readonly #limits: ApartLimits
  readonly #turns = new Slots(1)
  #child: ChildProcess | undefined
  #rest: NodeJS.Timeout | undefined

  constructor(limits: ApartLimits) {
    this.#limits = limits
  }

  /** The same as `parse`; throws for a mail that takes too long or too much memory, too. */
  parse(raw: Buffer, account: Account, wishes: ParseWishes = {}): Promise<Arrival[]> {
    return this.#turns.run(async () => {
      clearTimeout(this.#rest)
      const answer = await this.#answer({ raw, account, wishes })
      const child = this.#child
      this.#rest = later(() => child?.connected && child.disconnect(), restMs).unref()
      if ('error' in answer) throw new Error(answer.error)
      return answer.arrivals
    })
  }

  /** The process that is there already may die of something else than this mail, even at this moment: a new one decides. */
  async #answer(question: Question): Promise<Answer> {
    const child = this.#child
    if (child?.connected) {
      try {
        return await this.#ask(child, question)
      } catch {
        // Asked again below.
      }
    }
    return this.#ask(this.#begin(), question)
  }

  #begin(): ChildProcess {
    const child = fork(program, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${this.#limits.heapMegabytes}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // Nobody waits for it at the end; while it reads, the clock below keeps this process alive.
    child.unref()
    child.channel?.unref()
    // What goes wrong between two mails concerns none of them: the next one begins another process.
    child.on('error', () => undefined)
    child.on('exit', () => this.#leave(child))
    this.#child = child
    return child
  }

  /** Ends a process that is of no use any more. */
  #leave(child: ChildProcess): void {
    if (this.#child === child) this.#child = undefined
    child.kill('SIGKILL')
  }

  /** Throws where the process breaks down. */
  async #ask(child: ChildProcess, question: Question): Promise<Answer> {
    const { milliseconds, heapMegabytes } = this.#limits
    const over = new AbortController()
    const { signal } = over
    try {
      child.send(question)
      return await Promise.race([
        once(child, 'message', { signal }).then(([answer]) => answer as Answer),
        once(child, 'exit', { signal }).then(([code, by]) => {
          throw new Error(
            `The program that read this mail broke down (${by ?? code}); it may use ${heapMegabytes} MB of memory.`,
          )
        }),
        setTimeout(milliseconds, undefined, { signal }).then(() => {
          this.#leave(child)
          return { error: `Reading this mail took longer than ${milliseconds / 1000} seconds.` }
        }),
      ])
    } catch (error) {
      this.#leave(child)
      throw error
    } finally {
      over.abort()
    }
  }
}

/** Mails of more bytes are read by another process; a smaller one takes less time than handing it over. */
const large = 1024 * 1024
const apart = new ApartReader(usualLimits)

/** Turns a mail into what it means, as `parse` does; a large one without holding this process up. */
export const parseAnySize = (raw: Buffer, account: Account, wishes: ParseWishes = {}): Promise<Arrival[]> =>
  raw.length > large ? apart.parse(raw, account, wishes) : parse(raw, account, wishes)
