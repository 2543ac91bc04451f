import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { identify } from '../customers/index.ts'
import type { Preview, SavedTemplate, Template, TemplateVersion } from './contract.ts'

type Person = Client & { id: string }
type Line = Template & { excerpt: string; languages: string[] }
interface Problem {
  code: string
  detail: string
  reasons: Record<string, string>[]
}

let app: TestApp
let lead: Person
let hana: Person
let taro: Person
let team: string
let inbox: string
let conversation: string

beforeAll(async () => {
  app = await testApp()
  team = await app.team('一班')
  lead = await app.person('lead')
  hana = await app.person('agent', [team])
  taro = await app.person('agent', [await app.team('二班')])
  inbox = (await app.inbox('email', { teamIds: [team], settings: { address: 'one@shop.example' } })).id
  conversation = await talk('hanako@customer.example')
})

const talk = async (from: string, change: object = {}): Promise<string> =>
  (await receive(app.db, from, inbox, change)).conversationId
const ja = (body: string) => ({ language: 'ja', body })
const create = (who: Client, change: object = {}): Promise<SavedTemplate> =>
  who.ok('POST', '/api/templates', { title: '返品のご案内', variants: [ja('返品を承ります。')], ...change })
const update = (who: Client, { id, revision }: Template, change: object): Promise<SavedTemplate> =>
  who.ok('PATCH', `/api/templates/${id}`, { revision, ...change })
const press = (who: Client, what: string, { id, revision }: Template): Promise<Template> =>
  who.ok('POST', `/api/templates/${id}/${what}`, { revision })
const approved = async (who: Client, change: object = {}): Promise<Template> =>
  press(lead, 'approve', await create(who, change))
const read = (who: Client, { id }: Template): Promise<Template> => who.ok('GET', `/api/templates/${id}`)
const list = (who: Client, query: Record<string, string> = {}): Promise<Line[]> =>
  who.ok('GET', `/api/templates?${new URLSearchParams({ limit: '2000', ...query })}`)
const titles = async (who: Client, query: Record<string, string> = {}): Promise<string[]> =>
  (await list(who, query)).map(({ title }) => title)
const refused = async (who: Client, method: string, path: string, body?: object) => {
  const { status, body: problem } = await who.call<Problem>(method, path, body)
  return `${status} ${problem.code}`
}
const put = (
  who: Client,
  what: string,
  { id: templateId }: Template,
  change: object = {},
  to = conversation,
) =>
  who.call<Preview & Problem>('POST', `/api/conversations/${to}/template-${what}`, { templateId, ...change })

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
    const again = await update(hana, over, { expiresOn: null })
    const away = await press(hana, 'archive', again)
    expect((await put(hana, 'uses', away)).body.code).toBe('templates.not-usable')
    expect(await titles(hana, { q: '夏のご案内', state: 'all' })).toEqual([])
    expect(await titles(hana, { q: '夏のご案内', state: 'archived' })).toEqual(['夏のご案内'])
    expect(await press(hana, 'unarchive', away)).toMatchObject({ usable: true })
  })
})

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

describe('looking for an answer', () => {
  beforeAll(async () => {
    await approved(hana, {
      title: 'キャンセル手順',
      folder: '注文',
      shortcut: 'Cancel',
      variants: [ja('承ります')],
    })
    await approved(hana, {
      title: '配送の遅れ',
      shortcut: 'okure',
      variants: [ja('ｷｬﾝｾﾙもできます。ＡＢＣ-100%')],
    })
    await approved(hana, { title: '髙島様向け', variants: [ja('はい')] })
  })

  it('finds it whatever the width, case and kind of kana, the nearest first', async () => {
    expect(await titles(taro, { q: 'きゃんせる' })).toEqual(['キャンセル手順', '配送の遅れ'])
    expect(await titles(taro, { q: 'cancel' })).toEqual(['キャンセル手順'])
    expect(await titles(taro, { q: 'ＯＫＵ' })).toEqual(['配送の遅れ'])
    expect(await titles(taro, { q: '高島' })).toEqual(['髙島様向け'])
    expect(await titles(taro, { q: 'abc 遅れ' })).toEqual(['配送の遅れ'])
    expect(await titles(taro, { q: '%' })).toEqual(['配送の遅れ'])
    expect(await titles(taro, { q: '1_0' })).toEqual([])
    expect(await titles(taro, { folder: '注文' })).toEqual(['キャンセル手順'])
  })

  it('finds it by what is approved and what waits, until that is approved', async () => {
    const made = await approved(hana, { title: '何か', variants: [ja('いちご')] })
    const changed = await update(hana, made, { variants: [ja('りんご')] })
    expect(await titles(hana, { q: 'いちご' })).toEqual(['何か'])
    expect(await titles(hana, { q: 'りんご' })).toEqual(['何か'])
    await press(lead, 'approve', changed)
    expect(await titles(hana, { q: 'いちご' })).toEqual([])
  })

  it('tells what it says and how often it was used', async () => {
    const [found] = await list(taro, { q: 'okure' })
    expect(found).toMatchObject({ excerpt: 'ｷｬﾝｾﾙもできます。ＡＢＣ-100%', languages: ['ja'], uses: 0 })
    await put(hana, 'uses', found as Template)
    await put(hana, 'preview', found as Template)
    expect((await list(taro, { q: 'okure' }))[0]).toMatchObject({ uses: 1 })
  })

  it('has one answer for a shortcut', async () => {
    expect(
      await refused(lead, 'POST', '/api/templates', {
        title: 'x',
        shortcut: 'ＣＡＮＣＥＬ',
        variants: [ja('x')],
      }),
    ).toBe('409 templates.shortcut-taken')
    const [old] = await list(hana, { q: 'cancel' })
    const away = await press(hana, 'archive', old as Line)
    await create(lead, { title: 'x', shortcut: 'cancel' })
    expect(
      await refused(hana, 'POST', `/api/templates/${away.id}/unarchive`, { revision: away.revision }),
    ).toBe('409 templates.shortcut-taken')
  })
})

describe('an answer in a conversation', () => {
  const greeting = [
    ja('{{customer.name | default: お客様}} 様、{{conversation.opened-at}}'),
    { language: 'en', body: 'Dear {{customer.name | default: customer}}, {{conversation.opened-at}}' },
    { language: 'zh-TW', body: '{{customer.kana}} 您好' },
  ]
  const of = async (language: string | undefined): Promise<string> => {
    const address = { kind: 'email', value: `${language ?? 'none'}@reader.example`, name: 'R' }
    const arriver = {
      inboxId: inbox,
      addresses: [address],
      verified: false,
      at: new Date('2026-11-22T16:00:00Z'),
    }
    await app.db.tx((tx) => identify(tx, [{ ...arriver, ...(language ? { language } : {}) }]))
    return talk(address.value)
  }

  it('is in the customer’s language, else in the workspace’s, unless another one is wanted', async () => {
    const made = await approved(hana, { variants: greeting })
    const said = async (language: string | undefined, change: object = {}) =>
      (await put(hana, 'preview', made, change, await of(language))).body.language
    expect(await said('en-GB')).toBe('en')
    expect(await said('zh')).toBe('zh-TW')
    expect(await said('fr')).toBe('ja')
    expect(await said(undefined)).toBe('ja')
    expect(await said('en', { language: 'ja' })).toBe('ja')
    const { body } = await put(hana, 'preview', made, {}, await of('en'))
    expect(body.text).toMatch(/^Dear .+, [A-Z][a-z]+ \d{1,2}, \d{4}$/)
  })

  it('names what is missing', async () => {
    const made = await approved(hana, { variants: greeting })
    const { body } = await put(hana, 'uses', made, { language: 'zh-TW' })
    expect(body.text).toBe('{{customer.kana}} 您好')
    expect(body.missing.map(({ name }) => name)).toEqual(['customer.kana'])
    expect(body.complete).toBe(false)
  })

  it('is not shown to those who do not see the conversation', async () => {
    const made = await approved(hana)
    for (const what of ['preview', 'uses']) expect((await put(taro, what, made)).status).toBe(404)
    expect((await read(taro, made)).uses).toBe(0)
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
