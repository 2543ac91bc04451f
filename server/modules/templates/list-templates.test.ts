import { beforeAll, describe, expect, it } from 'vitest'
import type { Template } from './contract.ts'
import { create, ja, list, press, refused, titles, update, openLibrary } from './fixtures/library.ts'

const { lead, hana, taro, approved, put } = await openLibrary()

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
    // Nobody else is told what waits, nor that something does.
    expect(await titles(taro, { q: 'りんご' })).toEqual([])
    expect(await titles(taro, { state: 'waiting' })).toEqual([])
    expect((await list(taro, { q: 'いちご' })).map(({ status }) => status)).toEqual(['approved'])
    expect(await titles(hana, { state: 'waiting' })).toEqual(['何か'])
    await press(lead, 'approve', changed)
    expect(await titles(hana, { q: 'いちご' })).toEqual([])
    expect(await titles(taro, { q: 'りんご' })).toEqual(['何か'])
  })

  it('tells what it says and how often it was used', async () => {
    const [found] = await list(taro, { q: 'okure' })
    expect(found).toMatchObject({ excerpt: 'ｷｬﾝｾﾙもできます。ＡＢＣ-100%', languages: ['ja'], uses: 0 })
    await put(hana, 'uses', found as Template)
    await put(hana, 'preview', found as Template)
    expect((await list(taro, { q: 'okure' }))[0]).toMatchObject({ uses: 1 })
  })

  it('narrows by team and language, and tells by what one can', async () => {
    const other = await openLibrary()
    const english = { language: 'en', body: 'Yes' }
    await other.approved(other.hana, { title: '一班だけ', teamIds: [other.team], folder: '返品' })
    await other.approved(other.lead, { title: '二言語', variants: [ja('はい'), english] })
    await create(other.lead, { title: '下書き', folder: '返品' })
    await press(other.lead, 'archive', await create(other.lead, { title: '昔' }))
    await other.approved(other.lead, { title: '終了', expiresOn: '2020-01-01' })
    expect(await titles(other.hana, { teamId: other.team })).toEqual(['一班だけ'])
    expect(await titles(other.taro, { teamId: other.team })).toEqual([])
    expect(await titles(other.hana, { language: 'en' })).toEqual(['二言語'])
    const seen = (who: typeof hana) => who.ok('GET', '/api/template-shelves')
    expect(await seen(other.lead)).toEqual({
      folders: [
        { name: '', count: 2 },
        { name: '返品', count: 2 },
      ],
      languages: [
        { name: 'en', count: 1 },
        { name: 'ja', count: 4 },
      ],
      waiting: 1,
      expired: 1,
      archived: 1,
    })
    // Neither another team's answers nor drafts of others are counted.
    expect(await seen(other.taro)).toMatchObject({
      folders: [{ name: '', count: 2 }],
      waiting: 0,
      archived: 0,
    })
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
    const away = await press(hana, 'archive', old as Template)
    await create(lead, { title: 'x', shortcut: 'cancel' })
    expect(
      await refused(hana, 'POST', `/api/templates/${away.id}/unarchive`, { revision: away.revision }),
    ).toBe('409 templates.shortcut-taken')
  })
})
