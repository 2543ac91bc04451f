import { afterEach, describe, expect, it } from 'vitest'
import { chordOf, isComposing, type Press } from './keys.ts'
import { addCommands, type Command, commandFor } from './registry.ts'

const press = (key: string, over: Partial<Press> = {}): Press => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...over,
})

describe('chordOf', () => {
  it.each<[string, Press, string | undefined]>([
    ['a letter', press('j'), 'j'],
    ['a letter with caps lock', press('J'), 'j'],
    ['a letter with shift', press('E', { shiftKey: true }), 'shift+e'],
    ['a sign that needs shift', press('?', { shiftKey: true }), '?'],
    ['ctrl', press('k', { ctrlKey: true }), 'mod+k'],
    ['command', press('Enter', { metaKey: true }), 'mod+enter'],
    ['both', press('Enter', { ctrlKey: true, shiftKey: true }), 'mod+shift+enter'],
    ['a kana layout', press('ま', { code: 'KeyJ' }), 'j'],
    ['a full-width letter', press('ｊ', { code: 'KeyJ' }), 'j'],
    ['a modifier alone', press('Shift', { shiftKey: true }), undefined],
    ['a key that the input method took', press('Process'), undefined],
  ])('%s', (_, event, chord) => expect(chordOf(event)).toBe(chord))
})

describe('isComposing', () => {
  it('knows both ways in which browsers tell', () => {
    expect(isComposing(press('Enter', { isComposing: true }))).toBe(true)
    expect(isComposing(press('Enter', { keyCode: 229 }))).toBe(true)
    expect(isComposing(press('Enter', { keyCode: 13, isComposing: false }))).toBe(false)
  })
})

describe('commandFor', () => {
  let stop: (() => void)[] = []
  afterEach(() => {
    for (const one of stop) one()
    stop = []
  })
  const command = (id: string, keys: string, over: Partial<Command> = {}): Command => ({
    id,
    keys,
    title: id,
    group: '',
    run: () => undefined,
    ...over,
  })
  const offer = (...commands: Command[]) => stop.push(addCommands({ current: commands }))
  /** An element that only knows which selectors it is inside of. */
  const inside = (place: string) =>
    Object.assign(Object.create((globalThis.Element ??= class {} as never).prototype), {
      closest: (selector: string) => (place !== '' && selector.includes(place) ? {} : null),
    }) as EventTarget
  const event = (key: string, place = '', over: Partial<Press> = {}) =>
    ({ ...press(key, over), defaultPrevented: false, target: inside(place) }) as unknown as Press & Event
  const found = (key: string, place = '', over: Partial<Press> = {}, now = 0) =>
    commandFor(event(key, place, over), now)?.id

  it('gives the command of a key, the newest first', () => {
    offer(command('old', 'j'))
    offer(command('new', 'j'))
    expect(found('j')).toBe('new')
  })
  it('gives none while an input method composes', () => {
    offer(command('send', 'mod+enter', { inFields: true }), command('next', 'j'))
    expect(found('Enter', 'textarea', { ctrlKey: true, isComposing: true })).toBeUndefined()
    expect(found('Enter', 'textarea', { ctrlKey: true, keyCode: 229 })).toBeUndefined()
    expect(found('j', '', { keyCode: 229 })).toBeUndefined()
    expect(found('Enter', 'textarea', { ctrlKey: true })).toBe('send')
  })
  it('leaves single keys to fields, menus and dialogs', () => {
    offer(command('next', 'j'), command('bar', 'mod+k', { inFields: true }))
    for (const place of ['textarea', 'input', 'contenteditable', 'menu', 'listbox', 'dialog']) {
      expect(found('j', place)).toBeUndefined()
      expect(found('k', place, { metaKey: true })).toBe('bar')
    }
  })
  it('lets Enter and space press what has the focus', () => {
    offer(command('open', 'enter'), command('peek', 'space'), command('next', 'j'))
    offer(command('send', 'mod+enter', { inFields: true }))
    for (const place of ['button', 'a[href]', 'summary', '[role="button"]']) {
      expect(found('Enter', place)).toBeUndefined()
      expect(found(' ', place)).toBeUndefined()
      expect(found('j', place)).toBe('next')
      expect(found('Enter', place, { ctrlKey: true })).toBe('send')
    }
    expect(found('Enter')).toBe('open')
  })
  it('follows pairs of keys, for a moment', () => {
    offer(command('inbox', 'g i'), command('other', 'i'))
    expect(found('g', '', {}, 1000)).toBeUndefined()
    expect(found('i', '', {}, 1500)).toBe('inbox')
    expect(found('i', '', {}, 1600)).toBe('other')
    expect(found('g', '', {}, 2000)).toBeUndefined()
    expect(found('i', '', {}, 9000)).toBe('other')
  })
})
