import { describe, expect, it } from 'vitest'
import type { ModeDraft } from './drafts.ts'
import { joinWords } from './join-words.ts'

const tab = (text: string, html: string | null = null): ModeDraft => ({
  text,
  html,
  mentions: [],
  to: null,
  cc: [],
  bcc: [],
  files: [],
})
const file = (id: string) => ({ id }) as ModeDraft['files'][number]

describe('words of the server and what was written meanwhile', () => {
  it.each([
    ['nothing was here', '先', '', '', '先'],
    ['nothing was written since', '先\n\n後', '後', '後', '先\n\n後'],
    ['more was written since', '先\n\n後', '後', '後ほど', '先\n\n後ほど'],
    ['something was begun only then', '先', '', '後', '先\n\n後'],
    ['the server knew nothing of what was here', '先', '前', '前ほど', '先\n\n前ほど'],
    ['the server has what was written', '先\n\n後', '', '後', '先\n\n後'],
    ['it was saved from here', '後', '', '後ほど', '後ほど'],
    ['the very same words were taken back', '後', '後', '後ほど', '後ほど'],
    ['the server has nothing', '', '後', '後ほど', '後ほど'],
  ])('where %s', (_, server, base, now, wanted) => {
    expect(joinWords(tab(server), tab(base), tab(now)).text).toBe(wanted)
  })
  it('keep their formats', () => {
    const joined = joinWords(
      tab('先\n\n後', '<p><b>先</b></p><p></p><p>後</p>'),
      tab('後'),
      tab('後ほど', '<p>後<i>ほど</i></p>'),
    )
    expect(joined.html).toBe('<p><b>先</b></p><p></p><p>後<i>ほど</i></p>')
  })
  it('keep the files of both, each once', () => {
    const joined = joinWords(
      { ...tab('先'), files: [file('a'), file('b')] },
      { ...tab(''), files: [file('b'), file('gone')] },
      { ...tab('後'), files: [file('b'), file('gone'), file('c')] },
    )
    expect(joined.files.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })
})
