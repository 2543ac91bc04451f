import type { FastifyInstance, FastifyRequest } from 'fastify'
import { unavailable } from '../errors.ts'
import { networkOf } from './client-address.ts'

/** Bodies up to this size always find room. */
const SMALL = 64 * 1024
const LEAST_ROOM = 256 * 1024 * 1024
/** Of the room, what one network may take: the others get through beside it. */
const SHARE = 0.5

/** The room of one body. */
export interface BodyRoom {
  /** Takes room for more bytes of the body. Throws `unavailable` when there is none. */
  add(bytes: number): void
  /** Hands all of it back. */
  end(): void
}

/** Counts the bytes of bodies that this process holds at the same time, so that no crowd fills its memory. */
export class BodyBudget {
  readonly #room: number
  readonly #networks = new Map<string, number>()
  #all = 0

  /** `largest`: the largest body that any address takes; a few of them fit in. */
  constructor(largest: number) {
    this.#room = Math.max(LEAST_ROOM, largest * 4)
  }

  /** Room for a body of a network, none of it taken yet. */
  open(network: string): BodyRoom {
    let mine = 0
    return {
      add: (bytes) => {
        const ofNetwork = (this.#networks.get(network) ?? 0) + bytes
        const isFull = this.#all + bytes > this.#room || ofNetwork > this.#room * SHARE
        if (isFull && mine + bytes > SMALL)
          throw unavailable('kernel.busy', 'Too much is being sent right now. Try again in a moment.', {
            retryAfterSeconds: 2,
          })
        mine += bytes
        this.#all += bytes
        this.#networks.set(network, ofNetwork)
      },
      end: () => {
        const left = (this.#networks.get(network) ?? 0) - mine
        if (left > 0) this.#networks.set(network, left)
        else this.#networks.delete(network)
        this.#all -= mine
        mine = 0
      },
    }
  }
}

const rooms = new WeakMap<FastifyRequest, BodyRoom>()

/** The room of a request's body; a form in parts takes it as it is read, every other body beforehand. */
export const roomOf = (request: FastifyRequest): BodyRoom | undefined => rooms.get(request)

const isInParts = ({ headers }: FastifyRequest): boolean =>
  /^multipart\//i.test(headers['content-type'] ?? '')

/**
 * Takes room for every body before it is read, and hands it back when the answer is out or the client is gone. What
 * is too large for its address is refused by whoever reads it.
 */
export const limitBodies = (app: FastifyInstance, budget: BodyBudget): void => {
  app.addHook('preParsing', async (request, reply) => {
    const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
    if (!Number(length) && encoding === undefined) return
    const room = budget.open(networkOf(request.ip))
    rooms.set(request, room)
    reply.raw.once('close', () => room.end())
    const most = request.routeOptions.bodyLimit
    if (!isInParts(request)) room.add(encoding === undefined ? Math.min(Number(length), most) : most)
  })
}
