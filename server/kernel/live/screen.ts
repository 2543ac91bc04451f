import type { WebSocket } from 'ws'
import type { Caller } from '../caller.ts'

/** One open screen. */
export class Screen {
  readonly workspaceId: number
  readonly caller: Caller | undefined
  readonly topics = new Set<string>()
  readonly socket: WebSocket
  /** Whatever the rooms remember about this screen. */
  readonly memory = new Map<string, unknown>()

  constructor(socket: WebSocket, workspaceId: number, caller: Caller | undefined) {
    this.socket = socket
    this.workspaceId = workspaceId
    this.caller = caller
  }
}
