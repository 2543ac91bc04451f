import type { Caller } from '../../server/kernel/caller.ts'
import type { Tx, WorkspaceDb } from '../../server/kernel/db/index.ts'
import type { Listener } from '../../server/kernel/events/index.ts'
import { createRooms } from '../../server/start/rooms.ts'
import type { Room } from '../../server/kernel/room.ts'

/** All rooms, as a process makes them. No test of a room sends anything. */
export const createdRooms = (): readonly Room[] => createRooms({} as never)

const rooms = createdRooms()

const roomNamed = (name: string): Room => {
  const room = rooms.find((one) => one.name === name)
  if (!room) throw new Error(`there is no room ${name}`)
  return room
}

/** What these rooms do when something is announced: for a test of one room that needs others to follow. */
export const listenersOf = (...names: string[]): Listener[] =>
  names.flatMap((name) => roomNamed(name).listeners ?? [])

/** Calls a route's action of another room, as its route would. */
export const act = <T>(
  room: string,
  action: string,
  input: object,
  context: { caller: Caller; db?: WorkspaceDb; tx?: Tx },
): Promise<T> => {
  const handler = roomNamed(room).handlers[action]
  if (!handler) throw new Error(`the room ${room} has no ${action}`)
  return handler(input as never, context as never) as Promise<T>
}

/** Runs a background job of another room. */
export const work = async (name: string, payload: object, db: WorkspaceDb): Promise<void> => {
  const [room = ''] = name.split('.')
  const job = roomNamed(room).jobs?.find((one) => one.name === name)
  if (!job) throw new Error(`there is no job ${name}`)
  await job.run(payload as never, { db } as never)
}
