import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { html, paragraphs } from './html.ts'

describe('markup', () => {
  it('escapes whatever is filled in, and markup is filled in as it is', () => {
    const inner = html`<b title="${'"&\''}">${'<script>'}</b>`
    expect(html`<p>${inner}${[inner]}${false}${undefined}${3}</p>`.text).toBe(
      '<p><b title="&#34;&#38;&#39;">&#60;script&#62;</b><b title="&#34;&#38;&#39;">&#60;script&#62;</b>3</p>',
    )
  })

  it('never lets text out of an attribute or an element', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const made = html`<a title="${text}">${text}</a>`.text
        expect(made.slice('<a title="'.length, -'</a>'.length).replace('">', '')).not.toMatch(/[<>"']/)
      }),
    )
  })

  it('shows paragraphs and lines as they were typed', () => {
    expect(
      paragraphs('一\n二\n\n\n三<br>')
        .map(({ text }) => text)
        .join(''),
    ).toBe('<p>一<br>二</p><p>三&#60;br&#62;</p>')
  })
})
