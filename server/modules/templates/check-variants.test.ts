import { describe, expect, it } from 'vitest'
import { create, ja, refused, update, openLibrary, type Problem } from './fixtures/library.ts'

const { app, hana, approved, put } = await openLibrary()

describe('what is wrong with an answer', () => {
  const tried = (change: object) =>
    hana.call<Problem>('POST', '/api/templates', { title: 'x', variants: [ja('x')], ...change })

  it('is told when it is saved, with its place in each language', async () => {
    const { status, body } = await tried({
      variants: [ja('お客様\n{{customer.nam}} 様'), { language: 'en', body: '{{agent.name | shout}} {{' }],
    })
    expect([status, body.code]).toEqual([400, 'templates.unknown-variable'])
    expect(body.reasons).toMatchObject([
      { code: 'unknown-variable', language: 'ja', line: '2', column: '1', what: 'customer.nam' },
      { code: 'unknown-filter', language: 'en', line: '1', column: '1', what: 'shout' },
      { code: 'unclosed', language: 'en', line: '1', column: '24', what: '{{' },
    ])
  })

  it('is a warning where a value may be missing', async () => {
    const { warnings } = await create(hana, { variants: [ja('{{customer.name}} 様 {{agent.name}}')] })
    expect(warnings).toEqual([
      { code: 'may-be-empty', language: 'ja', line: 1, column: 1, what: 'customer.name' },
    ])
  })

  it('is told for what can’t be meant', async () => {
    expect((await tried({ title: ' ' })).body.code).toBe('templates.no-title')
    expect((await tried({ variants: [ja(' \n')] })).body.code).toBe('templates.empty')
    expect((await tried({ variants: [ja('a'), ja('b')] })).body.code).toBe('templates.same-language')
    const nobody = '01a00000-0000-7000-8000-000000000001'
    expect((await tried({ teamIds: [nobody] })).body.code).toBe('templates.no-team')
    const made = await create(hana)
    const path = `/api/templates/${made.id}`
    expect(await refused(hana, 'PATCH', path, { revision: 1, ownerId: nobody })).toBe(
      '400 templates.no-owner',
    )
    for (const wrong of [{ shortcut: 'a b' }, { expiresOn: '2026-02-30' }, { variants: [] }])
      expect((await tried(wrong)).status).toBe(400)
  })

  it('is told when an old version names what is not there any more', async () => {
    const attribute = '/api/customer-attributes/size'
    await app.owner.ok('PUT', attribute, { label: 'サイズ', type: 'text', choices: [], position: 0 })
    const made = await create(hana, { variants: [ja('{{customer.attribute.size | default: M}}')] })
    const changed = await update(hana, made, { variants: [ja('M')] })
    await app.owner.ok('DELETE', attribute)
    const path = `/api/templates/${made.id}/versions/1/restore`
    expect(await refused(hana, 'POST', path, { revision: changed.revision })).toBe(
      '400 templates.unknown-variable',
    )
  })

  it('is told where it is put in when what it names went since: it is not to be sent', async () => {
    const attribute = '/api/customer-attributes/colour'
    await app.owner.ok('PUT', attribute, { label: '色', type: 'text', choices: [], position: 0 })
    const made = await approved(hana, { variants: [ja('{{customer.attribute.colour | default: 赤}}')] })
    expect((await put(hana, 'preview', made)).body).toMatchObject({ text: '赤', complete: true })
    await app.owner.ok('DELETE', attribute)
    expect((await put(hana, 'uses', made)).body).toMatchObject({
      complete: false,
      missing: [],
      troubles: [{ code: 'unknown-variable' }],
    })
  })
})
