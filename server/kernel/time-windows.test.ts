import { describe, expect, it } from 'vitest'
import { TimeWindows } from './time-windows.ts'

describe('counts in windows of time', () => {
  it('start with the first of a key, end after their length and begin again', () => {
    const windows = new TimeWindows(100)
    expect([windows.add('a', 0), windows.add('a', 40)]).toEqual([
      { count: 1, left: 100 },
      { count: 2, left: 60 },
    ])
    expect(windows.add('b', 40)).toEqual({ count: 1, left: 100 })
    expect(windows.read('a', 99)).toEqual({ count: 2, left: 1 })
    expect(windows.read('a', 100)).toEqual({ count: 0, left: 100 })
    expect(windows.add('a', 130)).toEqual({ count: 1, left: 100 })
  })

  it('start nothing when they are read', () => {
    const windows = new TimeWindows(100)
    windows.read('a', 0)
    expect(windows.add('a', 50)).toEqual({ count: 1, left: 100 })
  })

  it('take one back, of a known key', () => {
    const windows = new TimeWindows(100)
    windows.add('a', 0)
    for (const key of ['a', 'unknown']) windows.takeBack(key)
    expect([windows.read('a', 10).count, windows.read('unknown', 10).count]).toEqual([0, 0])
  })

  it('are forgotten, the oldest first, when ever new keys would fill the memory', () => {
    const windows = new TimeWindows(100, 3)
    for (const [at, key] of ['a', 'b', 'c'].entries()) windows.add(key, at)
    windows.add('b', 3)
    windows.add('d', 4)
    const counts = ['a', 'b', 'c', 'd'].map((key) => windows.read(key, 5).count)
    expect(counts).toEqual([0, 2, 1, 1])
  })
})
