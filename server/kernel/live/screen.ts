import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Caller } from '../caller.ts'

/** One open screen. */
export class Screen {
  readonly workspaceId: number
  readonly caller: Caller | undefined
  readonly topics = new Set<string>()
  readonly socket: WebSocket
  readonly #wire: Duplex
  /** Whatever the rooms remember about this screen. */
  readonly memory = new Map<string, unknown>()

  /** `wire` is the connection below the socket. */
  constructor(socket: WebSocket, wire: Duplex, workspaceId: number, caller: Caller | undefined) {
    this.socket = socket
    this.#wire = wire
    this.workspaceId = workspaceId
    this.caller = caller
  }

  /** Bytes that wait until the screen reads on. */
  get unread(): number {
    return this.#wire.writableLength
  }

  /**
   * Writes a frame of `textFrame`. One buffer for thousands of screens, past the socket, which would make a header
   * and two writes for each: that halves what a tick costs. Whole frames alone may be mixed with what the socket
   * writes, and only while it compresses nothing.
   */
  write(frame: Buffer): void {
    if (this.socket.readyState === this.socket.OPEN) this.#wire.write(frame)
  }
}
