import { describe, expect, it } from 'vitest'
import { docx, docxOf, odt, packed, pdf, pdfOf, pptx, xlsx } from './fixtures/files.ts'
import { MOST_BYTES, readFileText } from './index.ts'

const { signal } = new AbortController()
const textOf = async (bytes: Buffer): Promise<string> => {
  const { text, problem } = await readFileText(bytes, signal)
  expect(problem).toBeNull()
  return text.replace(/\s+/g, ' ').trim()
}
const problemOf = async (bytes: Buffer): Promise<string | null> => (await readFileText(bytes, signal)).problem

describe('the text of a file', () => {
  it('is read of a PDF whose font names characters by a Japanese table', async () => {
    expect(await textOf(pdf('返品の件 ﾃｽﾄ①'))).toBe('返品の件 ﾃｽﾄ①')
  })

  it('is read of Word, Excel, PowerPoint and OpenDocument', async () => {
    expect(await textOf(docx('御見積書', '合計 12,000円'))).toBe('御見積書 合計 12,000円')
    expect(await textOf(xlsx('注文番号', '返品', 202600123))).toBe('注文番号 返品 202600123')
    expect(await textOf(pptx('一枚目', '二枚目'))).toBe('一枚目 二枚目')
    expect(await textOf(odt('領収書'))).toBe('領収書')
  })

  it('is cut where there is much of it', async () => {
    const { text, problem } = await readFileText(
      docx(...Array.from({ length: 9000 }, () => '長い文書です。')),
      signal,
    )
    expect(problem).toBeNull()
    expect(text).toHaveLength(50_000)
  })
})

describe('a file without a text', () => {
  it('is one of another kind, damaged, locked or too large', async () => {
    expect(await problemOf(Buffer.from('hello'))).toBe('unknown-kind')
    expect(await problemOf(Buffer.alloc(0))).toBe('unknown-kind')
    expect(await problemOf(packed({ 'readme.txt': 'hello' }))).toBe('unknown-kind')
    expect(await problemOf(Buffer.from('PK\u0003\u0004 broken'))).toBe('damaged')
    expect(await problemOf(Buffer.from('%PDF-1.7\nnothing more'))).toBe('damaged')
    expect(await problemOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('protected')
    expect(await problemOf(Buffer.alloc(MOST_BYTES + 1))).toBe('too-large')
  })

  it('is one that unpacks to more than there is room for', async () => {
    const part = `<d>${'<t>a</t>'.repeat(9 * 1024 * 1024)}</d>`
    expect(await problemOf(docxOf(part))).toBe('too-much')
  })

  it('is one that says it is smaller than it is', async () => {
    const bytes = docx('x'.repeat(100_000))
    // The size of each part, in the list of parts at the end.
    for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4))
      bytes.writeUInt32LE(10, at + 24)
    expect(await problemOf(bytes)).toBe('damaged')
  })

  it('is one that defines entities out of entities', async () => {
    const entities = Array.from({ length: 12 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`)
    const xml = `<!DOCTYPE d [<!ENTITY e0 "ha">${entities.join('')}]><w:d xmlns:w="u"><w:t>&e12;</w:t></w:d>`
    expect(await problemOf(docxOf(xml))).toBe('damaged')
  })

  it('is one whose elements lie too deep in one another', async () => {
    const deep = 200_000
    expect(await problemOf(docxOf('<a>'.repeat(deep) + '</a>'.repeat(deep)))).toBe('too-much')
  })

  it('is a PDF that unpacks to gigabytes', async () => {
    const { problem } = await readFileText(pdfOf(Buffer.alloc(600_000_000, ' ')), signal, 4000)
    expect(['too-much', 'too-long']).toContain(problem)
  }, 60_000)
})

it('is not waited for when the process stops', async () => {
  const stop = new AbortController()
  const read = readFileText(pdf('返品'), stop.signal)
  stop.abort(new Error('stopping'))
  await expect(read).rejects.toThrow('abort')
})
