import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import table from '../../server/rooms.json' with { type: 'json' }
import { checkRooms, type RoomTable } from './rooms.ts'
import { foldersIn } from './scan/sources.ts'

const rooms = join(import.meta.dirname, '../../server/modules')
const small: RoomTable = {
  floors: [
    { audit: [], agents: [] },
    { desk: ['agents'], sla: ['desk'] },
  ],
  openToAll: ['audit'],
  islandDoors: { channels: ['desk'] },
}

describe('the table of rooms', () => {
  it('holds together and names every room folder', () => {
    expect(checkRooms(table as unknown as RoomTable, foldersIn(rooms))).toEqual([])
  })

  it('lets a small house pass', () => {
    expect(checkRooms(small, ['desk'])).toEqual([])
  })

  it.each<[string, Partial<RoomTable>, string[], string[]]>([
    ['a folder that is not listed', {}, ['astrology'], ['room astrology is missing in the table']],
    ['an unknown neighbour', { openToAll: ['stars'] }, [], ['there is no room stars']],
    [
      'a circle',
      { floors: [{ audit: [] }, { desk: ['sla'], sla: ['desk'] }] },
      [],
      ['desk → sla → desk is a circle', 'sla → desk → sla is a circle'],
    ],
    ['an edge upwards', { floors: [{ audit: ['desk'] }, { desk: [] }] }, [], ['audit → desk points up']],
    [
      'a room written twice',
      { floors: [{ audit: [], desk: [] }, { desk: [] }] },
      [],
      ['desk stands there twice'],
    ],
  ])('refuses %s', (_what, change, folders, problems) => {
    expect(checkRooms({ ...small, ...change }, folders)).toEqual(problems)
  })
})
