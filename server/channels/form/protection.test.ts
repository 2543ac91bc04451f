import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { formsOf, GENEROUS, png } from './fixtures/forms.ts'
import { inquiry } from './fixtures/visitors.ts'

let app: TestApp

beforeAll(async () => {
  app = await testApp()
})

const { form, rowsIn } = formsOf(() => app)

describe('protection against spam', () => {
  it('wants a token of ours for this form, the work, and the time that a person takes', async () => {
    const slow = await form({ protection: { ...GENEROUS, minimumSeconds: 3, difficulty: 12 } })
    expect(await slow.post(inquiry())).toMatchObject({ status: 409, body: { code: 'form.too-fast' } })
    const { post, challenge } = await form({ protection: { ...GENEROUS, difficulty: 12 } })
    const { token } = await challenge()
    expect(await post(inquiry(), { ticket: { token, proof: '1' } })).toMatchObject({
      status: 409,
      body: { code: 'form.proof' },
    })
    const other = await form()
    for (const foreign of [await other.ticket(), { token: 'a.b', proof: '1' }, { token: '', proof: '' }])
      expect(await post(inquiry(), { ticket: foreign })).toMatchObject({
        status: 409,
        body: { code: 'form.expired' },
      })
  })

  it('tells whoever filled in the field for programs, and keeps nothing', async () => {
    const { id, post } = await form()
    expect(await post(inquiry(), { other: { contact_url: 'http://spam.example' } })).toMatchObject({
      status: 400,
      body: { code: 'form.trap' },
    })
    expect(await rowsIn(id)).toEqual([])
  })

  it('limits what one mail address gets, and says when to come back', async () => {
    const { post } = await form({ protection: { ...GENEROUS, perSenderAnHour: 2 } })
    const states: number[] = []
    for (let n = 0; n < 3; n += 1) states.push((await post(inquiry({ message: `${n}` }))).status)
    expect(states).toEqual([200, 200, 429])
    const refused = await post(inquiry({ message: 'once more', email: 'Hanako@Example.JP' }))
    expect(refused).toMatchObject({ status: 429, body: { code: 'form.too-many' } })
    expect(refused.body['retryAfterSeconds']).toBeGreaterThan(0)
    expect((await post(inquiry({ email: 'taro@example.jp' }))).status).toBe(200)
  })

  it('makes a network that sends a lot work harder', async () => {
    const { post, challenge } = await form()
    expect((await challenge()).bits).toBe(4)
    for (let n = 0; n < 9; n += 1) await post(inquiry({ email: `w${n}@example.jp` }))
    expect((await challenge()).bits).toBe(5)
  })
})

describe('files', () => {
  it('over the limit, too many or of a dangerous kind are refused by name of the limit, the words stay with the visitor', async () => {
    const { id, post } = await form({ attachments: { largestMegabytes: 1, most: 2 } })
    const big = { field: 'files', name: 'big.png', content: new Uint8Array(1024 * 1024 + 1).fill(1, 8) }
    big.content.set(png)
    const small = { field: 'files', name: 'a.png', content: png }
    const fieldsOf = async (files: (typeof small)[]) => (await post(inquiry(), { files })).body.fields
    expect(await fieldsOf([big])).toEqual([
      { field: 'files', message: 'ファイルが大きすぎます。1個あたり1MBまでお送りいただけます。' },
    ])
    expect(await fieldsOf([small, small, small])).toEqual([
      { field: 'files', message: '一度にお送りいただけるファイルは2個までです。' },
    ])
    const page = new TextEncoder().encode('<html><script>alert(1)</script>')
    const refused = await Promise.all(
      ['a.html', 'a.png', 'a.svg', 'a.exe'].map((name) =>
        fieldsOf([{ field: 'files', name, content: page }]),
      ),
    )
    expect(refused.flat().map((complaint) => complaint?.message.slice(0, 10))).toEqual(
      Array(4).fill('この種類のファイルは'),
    )
    expect(await rowsIn(id)).toEqual([])
  })

  it('larger than anything that can be sent get a page that says so', async () => {
    const { post, challenge } = await form({ attachments: { largestMegabytes: 1, most: 1 } })
    const { token } = await challenge()
    const send = (megabytes: number, plain = true) =>
      post(inquiry(), {
        ticket: { token },
        plain,
        files: [{ field: 'files', name: 'film.mp4', content: new Uint8Array(megabytes * 1024 * 1024) }],
      })
    const over = await send(1.5)
    expect(over).toMatchObject({ status: 400, type: 'text/html; charset=utf-8' })
    expect(over.text).toContain('ファイルが大きすぎます')
    expect(over.text).toContain('届いた箱が潰れていました')
    const far = await send(5)
    expect(far).toMatchObject({ status: 413, type: 'text/html; charset=utf-8' })
    expect(far.text).toContain('添付ファイルが大きすぎる')
    // Who sends by the page's script has not left the page: going back would lose what was written.
    const onPage = await send(5, false)
    expect(onPage.status).toBe(413)
    expect(onPage.text).toContain('そのまま残っています')
    expect(onPage.text).not.toContain('戻る')
  })

  it('of somebody without a good ticket are not kept for a moment, and the words stay with the visitor', async () => {
    const { post, id } = await form()
    const files = [{ field: 'files', name: 'a.png', content: png }]
    const refused = await post(inquiry(), { ticket: { token: 'x' }, plain: true, files })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('届いた箱が潰れていました')
    expect(await rowsIn(id)).toEqual([])
  })
})
