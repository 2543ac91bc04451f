import { describe, expect, it } from 'vitest'
import type { SavedTemplate, TemplateVersion } from './contract.ts'
import { create, ja, list, press, read, refused, titles, update, openLibrary } from './fixtures/library.ts'

const { app, team, lead, hana, taro, approved, put } = await openLibrary()

describe('an answer', () => {
  it('is its owner’s until it is approved, then everybody’s', async () => {
    const made = await create(hana)
    expect(made).toMatchObject({
      status: 'draft',
      usable: false,
      ownerId: hana.id,
      approved: null,
      mayChange: true,
    })
    expect(made.draft).toMatchObject({ number: 1, savedBy: hana.id, variants: [ja('返品を承ります。')] })
    expect(await refused(taro, 'GET', `/api/templates/${made.id}`)).toBe('404 templates.no-template')
    expect((await list(taro, { state: 'all' })).some(({ id }) => id === made.id)).toBe(false)
    expect(await refused(hana, 'POST', `/api/templates/${made.id}/approve`, { revision: 1 })).toBe(
      '403 access.not-allowed',
    )
    const out = await press(lead, 'approve', made)
    expect(out).toMatchObject({ status: 'approved', usable: true, draft: null })
    expect(out.approved).toMatchObject({ number: 1, approvedBy: lead.id })
    expect(await read(taro, made)).toMatchObject({ usable: true, mayChange: false })
    expect(await refused(lead, 'POST', `/api/templates/${made.id}/approve`, { revision: out.revision })).toBe(
      '409 templates.approved-already',
    )
  })

  it('goes on to say what was approved while something newer waits', async () => {
    const made = await approved(hana)
    const changed = await update(hana, made, { variants: [ja('返品は8日以内です。')] })
    expect(changed).toMatchObject({ status: 'changed', usable: true })
    expect([changed.approved?.number, changed.draft?.number]).toEqual([1, 2])
    const others = await read(taro, made)
    expect([others.approved?.variants, others.draft]).toEqual([[ja('返品を承ります。')], null])
    expect((await put(hana, 'preview', made)).body.text).toBe('返品を承ります。')
    expect((await put(hana, 'preview', made, { draft: true })).body.text).toBe('返品は8日以内です。')
    expect((await list(lead, { state: 'waiting' })).map(({ id }) => id)).toContain(made.id)
    await press(lead, 'approve', changed)
    expect((await put(hana, 'preview', made)).body.text).toBe('返品は8日以内です。')
  })

  it('keeps everything that it said, and says an older thing again', async () => {
    const made = await create(hana, { variants: [ja('一')] })
    const second = await update(hana, made, { variants: [ja('二')] })
    // The same once more is no version, and no change.
    expect(await update(hana, second, { variants: [ja('二')] })).toMatchObject({ revision: second.revision })
    const back: SavedTemplate = await hana.ok('POST', `/api/templates/${made.id}/versions/1/restore`, {
      revision: second.revision,
    })
    expect(back.draft).toMatchObject({ number: 3, restoredFrom: 1, variants: [ja('一')] })
    const all: TemplateVersion[] = await hana.ok('GET', `/api/templates/${made.id}/versions`)
    expect(all.map(({ number, variants }) => [number, variants[0]?.body])).toEqual([
      [3, '一'],
      [2, '二'],
      [1, '一'],
    ])
    const older: TemplateVersion[] = await hana.ok(
      'GET',
      `/api/templates/${made.id}/versions?below=3&limit=1`,
    )
    expect(older.map(({ number }) => number)).toEqual([2])
    const path = `/api/templates/${made.id}/versions/9/restore`
    expect(await refused(hana, 'POST', path, { revision: back.revision })).toBe('404 templates.no-version')
  })

  it('has nothing that waits once it says again what is approved', async () => {
    const made = await approved(hana, { variants: [ja('一')] })
    const changed = await update(hana, made, { variants: [ja('二')] })
    const typed = await update(hana, changed, { variants: [ja('一')] })
    expect(typed).toMatchObject({ status: 'approved', usable: true, draft: null })
    expect(typed.approved).toMatchObject({ number: 3, savedBy: hana.id, approvedBy: lead.id })
    const again = await update(hana, typed, { variants: [ja('三')] })
    const path = `/api/templates/${made.id}/versions/3/restore`
    expect(await hana.ok('POST', path, { revision: again.revision })).toMatchObject({
      status: 'approved',
      draft: null,
    })
  })

  it('is changed by nobody who looked at another state of it', async () => {
    const made = await create(hana)
    const path = `/api/templates/${made.id}`
    const both = await Promise.all(
      ['一', '二'].map((title) => hana.call('PATCH', path, { revision: made.revision, title })),
    )
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    for (const what of ['archive', 'unarchive', 'versions/1/restore'])
      expect(await refused(hana, 'POST', `${path}/${what}`, { revision: made.revision })).toBe(
        '409 templates.changed-meanwhile',
      )
    expect(await refused(lead, 'POST', `${path}/approve`, { revision: made.revision })).toBe(
      '409 templates.changed-meanwhile',
    )
  })

  it('is changed by its owner and those who approve alone', async () => {
    const made = await approved(hana)
    const path = `/api/templates/${made.id}`
    const { revision } = made
    expect(await refused(taro, 'PATCH', path, { revision, title: 'x' })).toBe('403 templates.not-yours')
    expect(await refused(taro, 'POST', `${path}/archive`, { revision })).toBe('403 templates.not-yours')
    expect(await refused(taro, 'GET', `${path}/versions`)).toBe('403 templates.not-yours')
    expect((await put(taro, 'preview', made, { draft: true })).status).toBe(404)
    const given = await update(lead, made, { ownerId: taro.id })
    expect(await update(taro, given, { title: '太郎の返品' })).toMatchObject({ title: '太郎の返品' })
    expect((await read(hana, made)).mayChange).toBe(false)
    const reader = await app.person('readonly')
    expect(await refused(reader, 'GET', '/api/templates')).toBe('403 access.not-allowed')
  })

  it('is used by nobody once it has expired or was put away', async () => {
    const day = (days: number) => {
      const at = new Date(app.db.kernel.clock.now().getTime() + days * 86_400_000)
      return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo' }).format(at)
    }
    await app.owner.ok('PATCH', '/api/workspace', { timeZone: 'Asia/Tokyo' })
    const made = await approved(hana, { title: '夏のご案内', expiresOn: day(0) })
    expect((await put(hana, 'uses', made)).status).toBe(200)
    const over = await update(hana, made, { expiresOn: day(-1) })
    expect(over).toMatchObject({ usable: false, status: 'approved' })
    expect((await put(hana, 'uses', made)).body.code).toBe('templates.not-usable')
    expect(await titles(hana, { q: '夏のご案内' })).toEqual([])
    expect(await titles(hana, { q: '夏のご案内', state: 'expired' })).toEqual(['夏のご案内'])
    const again = await update(lead, over, { expiresOn: null })
    const away = await press(hana, 'archive', again)
    expect((await put(hana, 'uses', away)).body.code).toBe('templates.not-usable')
    expect(await titles(hana, { q: '夏のご案内', state: 'all' })).toEqual([])
    expect(await titles(hana, { q: '夏のご案内', state: 'archived' })).toEqual(['夏のご案内'])
    expect(await press(lead, 'unarchive', away)).toMatchObject({ usable: true })
  })

  it('waits again where somebody who may not approve would have it used by more, or longer', async () => {
    const settings = { expiresOn: '2999-11-30', teamIds: [team] }
    const widened = async (change: object) => {
      const after = await update(hana, await approved(hana, settings), change)
      return [after.status, after.usable]
    }
    for (const change of [{ expiresOn: null }, { expiresOn: '2999-12-01' }, { teamIds: null }])
      expect(await widened(change)).toEqual(['draft', false])
    const other = await app.team('三班')
    expect(await widened({ teamIds: [team, other] })).toEqual(['draft', false])
    for (const change of [{ expiresOn: '2999-11-01' }, { teamIds: [] }, { title: '別の名前' }])
      expect(await widened(change)).toEqual(['approved', true])
    // What a lead put away stays away until one of them says so.
    const away = await press(lead, 'archive', await approved(hana))
    const back = await press(hana, 'unarchive', away)
    expect(back).toMatchObject({ status: 'draft', usable: false, archivedAt: null })
    expect((await put(hana, 'uses', back)).body.code).toBe('templates.not-usable')
    expect(await press(lead, 'approve', back)).toMatchObject({ status: 'approved', usable: true })
    expect(await update(lead, await approved(hana, settings), { teamIds: null })).toMatchObject({
      usable: true,
    })
  })
})

describe('an answer for teams', () => {
  it('is seen by their people, its owner and those who approve', async () => {
    const made = await approved(lead, { title: '一班だけ', teamIds: [team] })
    expect(await titles(hana, { q: '一班だけ' })).toEqual(['一班だけ'])
    expect(await titles(taro, { q: '一班だけ' })).toEqual([])
    expect(await refused(taro, 'GET', `/api/templates/${made.id}`)).toBe('404 templates.no-template')
    expect((await put(hana, 'uses', made)).status).toBe(200)
    await update(lead, made, { teamIds: null })
    expect(await titles(taro, { q: '一班だけ' })).toEqual(['一班だけ'])
  })

  it('becomes nobody else’s when the team is removed', async () => {
    const gone = await app.team('期間限定')
    const made = await approved(lead, { title: '限定', teamIds: [gone] })
    await app.owner.ok('DELETE', `/api/teams/${gone}`)
    expect(await titles(taro, { q: '限定' })).toEqual([])
    expect((await read(lead, made)).teamIds).toEqual([])
  })
})

describe('the audit log', () => {
  it('has who did what to an answer, and not what it says', async () => {
    const made = await approved(hana, { title: '記録', variants: [ja('秘伝のたれ')] })
    const changed = await update(hana, made, { folder: '商品', variants: [ja('秘伝のたれ改')] })
    await press(lead, 'archive', changed)
    const { items } = await app.owner.ok<{ items: { action: string; actorId: string; details: object }[] }>(
      'GET',
      `/api/audit?subjectId=${made.id}`,
    )
    expect(items.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['templates.archive', lead.id],
      ['templates.update', hana.id],
      ['templates.approve', lead.id],
      ['templates.create', hana.id],
    ])
    expect(items[1]?.details).toEqual({
      name: '記録',
      folder: { from: '', to: '商品' },
      version: { from: 1, to: 2 },
    })
    expect(JSON.stringify(items)).not.toContain('秘伝')
  })
})
