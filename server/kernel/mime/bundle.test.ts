import { describe, expect, it } from 'vitest'
import { bundle, unbundle } from './bundle.ts'

const files = [
  { name: '写真\n1.png', type: 'image/png', content: Buffer.from([1, 10, 2, 10]) },
  { name: 'empty.txt', type: 'text/plain', content: Buffer.alloc(0) },
]

describe('a bundle', () => {
  it('gives back its data and the bytes of its files', () => {
    const read = unbundle(bundle({ text: '一行目\n二行目', n: 1 }, files))
    expect(read.data).toEqual({ text: '一行目\n二行目', n: 1 })
    expect(read.files).toEqual(files)
  })

  it('that is cut off or something else is not read', () => {
    const raw = bundle({}, files)
    expect(() => unbundle(raw.subarray(0, -1))).toThrow(/cut off/)
    expect(() => unbundle(Buffer.from('no line end'))).toThrow(/no end/)
    expect(() => unbundle(Buffer.from('{"files":[{"name":"a","type":"b","size":-1}]}\n'))).toThrow(/size/)
    expect(() => unbundle(Buffer.from('{}\n'))).toThrow(/files/)
    expect(() => unbundle(Buffer.from([0xff, 0xfe, 10]))).toThrow(/JSON/)
  })
})
