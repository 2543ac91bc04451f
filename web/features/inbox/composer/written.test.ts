import { describe, expect, it } from 'vitest'
import { docToText, editable, htmlForMail, isPlain, mentionsIn, textToHtml, type DocNode } from './written.ts'

const p = (...content: DocNode[]): DocNode => ({ type: 'paragraph', content })
const w = (text: string, ...marks: DocNode['marks'] & object): DocNode => ({ type: 'text', text, marks })
const link = (href: string) => ({ type: 'link', attrs: { href } })
const doc = (...content: DocNode[]): DocNode => ({ type: 'doc', content })
const item = (...content: DocNode[]): DocNode => ({ type: 'listItem', content })

describe('docToText', () => {
  it('writes lines as lines', () => {
    expect(
      docToText(
        doc(p(w('山田様')), p(), p(w('お世話に'), { type: 'hardBreak' }, w('なっております。')), p()),
      ),
    ).toBe('山田様\n\nお世話に\nなっております。')
  })
  it('writes lists, quotations and links so that they can be read', () => {
    const list = { type: 'bulletList', content: [item(p(w('一'))), item(p(w('二')), p(w('続き')))] }
    const numbers = { type: 'orderedList', content: [item(p(w('a'))), item(p(w('b')))] }
    const quote = { type: 'blockquote', content: [p(w('前の文'))] }
    const linked = p(w('詳しくは'), w('こちら', link('https://x.example/a')), w('へ'))
    const bare = p(w('https://x.example', link('https://x.example')))
    expect(docToText(doc(list, numbers, quote, linked, bare))).toBe(
      '・一\n・二\n  続き\n1. a\n2. b\n> 前の文\n詳しくはこちら (https://x.example/a)へ\nhttps://x.example',
    )
  })
  it('counts on from where a list begins', () => {
    const list = { type: 'orderedList', attrs: { start: 3 }, content: [item(p(w('三'))), item(p(w('四')))] }
    expect(docToText(doc(list))).toBe('3. 三\n4. 四')
  })
  it('names who is mentioned', () => {
    const mention = { type: 'mention', attrs: { id: 'a1', label: '佐藤 健太' } }
    const note = doc(p(w('確認お願いします '), mention), p(mention))
    expect(docToText(note)).toBe('確認お願いします @佐藤 健太\n@佐藤 健太')
    expect(mentionsIn(note)).toEqual(['a1'])
  })
})

describe('isPlain', () => {
  it('tells words from formatting', () => {
    expect(isPlain(doc(p(w('a')), p()))).toBe(true)
    expect(isPlain(doc(p(w('a', { type: 'bold' }))))).toBe(false)
    expect(isPlain(doc({ type: 'bulletList', content: [] }))).toBe(false)
  })
})

describe('html', () => {
  it('makes text safe', () => expect(textToHtml('<b>&"\nx')).toBe('<p>&lt;b&gt;&amp;&quot;</p><p>x</p>'))
  it('keeps lines together in a mail', () => {
    expect(htmlForMail('<p>a</p><p></p><pre>p</pre>')).toBe(
      '<p style="margin:0">a</p><p style="margin:0"><br></p><pre>p</pre>',
    )
  })
})

it('shows our own pictures from the server while one writes, and makes them part of the mail', () => {
  const id = '01a201b4-5e5c-76c6-9737-af7b2bb7e76a'
  const mail = `<p style="margin:0"><img src="cid:${id}@inline" alt="x"></p>`
  const written = `<p><img src="/api/attachments/${id}" alt="x"></p>`
  expect(htmlForMail(written)).toBe(mail)
  expect(editable(mail)).toContain(`src="/api/attachments/${id}"`)
  const doc = { content: [{ type: 'paragraph', content: [{ type: 'picture', attrs: { alt: '靴底' } }] }] }
  expect(docToText(doc)).toBe('[靴底]')
  expect(isPlain(doc)).toBe(false)
})
