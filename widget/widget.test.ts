import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEmbedding } from './loader/config.ts'
import { dayText } from './panel/days.ts'
import { piecesOf } from './panel/rich-text.tsx'
import { missing } from './panel/who.tsx'
import { words } from './panel/words.ts'
import { words as launcherWords } from './loader/words.ts'
import { inkOn } from './shared/dom.ts'
import { keepIn, type Keep } from './shared/keep.ts'
import { chooseLanguage } from './shared/language.ts'
import { Outbox, type Outgoing } from './talk/outbox.ts'
import { mergeMessages } from './talk/state.ts'
import type { TalkSettings, WireMessage } from './talk/wire.ts'

const memory = (): Keep & { entries: Map<string, string> } => {
  const entries = new Map<string, string>()
  return {
    entries,
    get: (key) => entries.get(key) ?? null,
    set: (key, value) => void entries.set(key, value),
    remove: (key) => void entries.delete(key),
  }
}

describe('texts of messages', () => {
  it.each([
    ['見て https://shop.example/a?b=c。', ['見て ', 'https://shop.example/a?b=c', '。']],
    ['(https://shop.example/x).', ['(', 'https://shop.example/x', ').']],
    ['https://en.example/a_(b) です', ['https://en.example/a_(b)', ' です']],
    ['https://shop.example/商品「A」', ['https://shop.example/商品', '「A」']],
    ['HTTP://SHOP.EXAMPLE', ['HTTP://SHOP.EXAMPLE']],
    [
      'javascript:alert(1) data:text/html,x //shop.example',
      ['javascript:alert(1) data:text/html,x //shop.example'],
    ],
    ['https://"><script>', ['https://"><script>']],
    ['', []],
  ])('%j', (text, pieces) => {
    expect(piecesOf(text).map((piece) => piece.text)).toEqual(pieces)
  })

  it('lose nothing, and lead to web addresses only', () => {
    const part = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc.constantFrom('javascript:', 'https://', ' ', '\n', '」', ')'),
    )
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('')
        const pieces = piecesOf(text)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
        const others = pieces.filter(({ href }) => href !== undefined && !/^https?:\/\//.test(href))
        expect(others).toEqual([])
      }),
    )
  })
})

describe('the language', () => {
  it.each([
    [['ja-JP', 'en'], 'ja'],
    [[undefined, null, '', 'en-GB', 'ja'], 'en'],
    [['fr', 'de', 'JA'], 'ja'],
    [['jam', 'enm'], 'en'],
    [[], 'en'],
  ] as const)('of %j is %s', (wishes, language) => {
    expect(chooseLanguage(wishes, 'en')).toBe(language)
  })

  it('has every text in both', () => {
    expect(Object.keys(words.en).sort()).toEqual(Object.keys(words.ja).sort())
    expect(Object.keys(launcherWords.en).sort()).toEqual(Object.keys(launcherWords.ja).sort())
  })
})

describe('the outbox', () => {
  const message = (key: string, more: Partial<Outgoing> = {}): Outgoing => ({
    key,
    text: key,
    at: Date.now(),
    files: [],
    state: 'waiting',
    ...more,
  })

  it('outlives the page, in order, until the thread shows a message', () => {
    const keep = memory()
    const before = new Outbox(keep, 'k')
    for (const key of ['a', 'b', 'c']) before.add(message(key))
    before.change('a', { state: 'sent' })
    const after = new Outbox(keep, 'k')
    expect(after.messages.map(({ key, state }) => [key, state])).toEqual([
      ['a', 'sent'],
      ['b', 'waiting'],
      ['c', 'waiting'],
    ])
    expect(after.next?.key).toBe('b')
    after.settle(new Set(['a', 'b', 'c']))
    expect(keep.entries.size).toBe(0)
  })

  it('keeps messages with files for this page only', () => {
    const keep = memory()
    const outbox = new Outbox(keep, 'k')
    outbox.add(message('with', { files: [new File(['x'], 'x.png')] }))
    expect(outbox.messages).toHaveLength(1)
    expect(new Outbox(keep, 'k').messages).toEqual([])
  })

  it('moves to its visitor with everything that waits, once', () => {
    const keep = memory()
    const nobody = new Outbox(keep, 'nobody')
    nobody.add(message('early'))
    new Outbox(keep, 'visitor').add(message('older'))
    const visitor = nobody.movedTo(keep, 'visitor')
    expect(visitor.messages.map(({ key }) => key)).toEqual(['older', 'early'])
    expect(visitor.movedTo(keep, 'visitor')).toBe(visitor)
    expect([...keep.entries.keys()]).toEqual(['visitor'])
  })

  it('forgets what nobody waits for any more, and whatever else stands in its place', () => {
    const keep = memory()
    new Outbox(keep, 'k').add(message('old', { at: Date.now() - 4 * 24 * 3600 * 1000 }))
    expect(new Outbox(keep, 'k').messages).toEqual([])
    for (const text of [
      '{',
      'null',
      '{}',
      '[null, 1, {"key": 1}, {"key":"a","text":"b","at":1,"state":"x"}]',
    ]) {
      keep.set('k', text)
      expect(new Outbox(keep, 'k').messages).toEqual([])
    }
  })
})

describe('a store that the browser does not allow', () => {
  it('is replaced by this page’s memory', () => {
    const keep = keepIn(() => {
      throw new DOMException('blocked', 'SecurityError')
    })
    expect(keep.get('a')).toBeNull()
    keep.set('a', '1')
    expect(keep.get('a')).toBe('1')
    keep.remove('a')
    expect(keep.get('a')).toBeNull()
  })
})

describe('a thread', () => {
  const message = (id: string, at: string, more: Partial<WireMessage> = {}): WireMessage => ({
    id,
    key: null,
    from: 'agent',
    author: '',
    text: id,
    at,
    files: [],
    state: 'sent',
    ...more,
  })

  it('shows each message once, by time, with its newest state', () => {
    const known = [message('b', '2026-01-02'), message('d', '2026-01-04')]
    const { messages, fresh } = mergeMessages(known, [
      message('d', '2026-01-04', { state: 'read' }),
      message('c', '2026-01-03'),
      message('a', '2026-01-03'),
    ])
    expect(messages.map(({ id, state }) => [id, state])).toEqual([
      ['b', 'sent'],
      ['a', 'sent'],
      ['c', 'sent'],
      ['d', 'read'],
    ])
    expect(fresh.map(({ id }) => id)).toEqual(['c', 'a'])
  })
})

describe('how a page embeds the widget', () => {
  const given = { token: 'Abc', colour: '#aa0000', position: 'left' as const, language: 'auto' as const }

  it('gives the address of the product, behind a path too', () => {
    const read = (src: string) => readEmbedding(given, { src, data: {} })?.base
    expect(read('https://desk.example/channels/chat/Abc/widget.js')).toBe('https://desk.example')
    expect(read('https://shop.example/help/channels/chat/Abc/widget.js?x=1')).toBe(
      'https://shop.example/help',
    )
    expect(read('https://desk.example/widget/widget.js')).toBe('https://desk.example')
  })

  it('may say in attributes what it wants otherwise, and nonsense changes nothing', () => {
    const src = 'https://desk.example/widget/widget.js'
    expect(
      readEmbedding(undefined, {
        src,
        data: { token: 'T', colour: '#00ff00', position: 'left', language: 'en' },
      })?.config,
    ).toMatchObject({ token: 'T', colour: '#00ff00', position: 'left', language: 'en' })
    expect(
      readEmbedding(given, { src, data: { colour: 'red;} *{', position: 'middle', language: 'fr' } })?.config,
    ).toMatchObject({ colour: '#2f52a3', position: 'right', language: 'auto' })
    expect(readEmbedding(undefined, { src, data: {} })).toBeUndefined()
    expect(readEmbedding(given, { src: '', data: {} })).toBeUndefined()
  })
})

describe('colours', () => {
  it.each([
    ['#2f52a3', '#ffffff'],
    ['#ffe600', '#111111'],
    ['#ffffff', '#111111'],
    ['#000000', '#ffffff'],
    ['#e60012', '#ffffff'],
    ['#00b900', '#111111'],
  ])('on %s text is %s', (ground, ink) => {
    expect(inkOn(ground)).toBe(ink)
  })
})

describe('what is asked before the first message', () => {
  const asks = (askName: TalkSettings['askName'], askEmail: TalkSettings['askEmail']) =>
    ({ askName, askEmail }) as TalkSettings

  it('is only what the shop needs, and an address must look like one', () => {
    expect(missing(asks('optional', 'optional'), '', '', words.en)).toBe('')
    expect(missing(asks('required', 'off'), ' ', '', words.en)).toBe(words.en.nameMissing)
    expect(missing(asks('off', 'required'), '', '', words.ja)).toBe(words.ja.emailMissing)
    expect(missing(asks('off', 'optional'), '', 'hanako@', words.ja)).toBe(words.ja.emailWrong)
    expect(missing(asks('required', 'required'), '花子', 'h@example.jp', words.ja)).toBe('')
  })
})

describe('days', () => {
  it('are named as people name them', () => {
    const now = new Date(2026, 0, 1, 9)
    expect(dayText(new Date(2026, 0, 1, 0, 1), now, 'ja', words.ja)).toBe('今日')
    expect(dayText(new Date(2025, 11, 31, 23, 59), now, 'ja', words.ja)).toBe('昨日')
    expect(dayText(new Date(2025, 11, 30), now, 'en', words.en)).toContain('2025')
    expect(dayText(new Date(2025, 11, 30), now, 'ja', words.ja)).toContain('12月30日')
  })
})
