import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { businessSeconds, readCalendars } from '../../server/modules/hours/index.ts'
import { testApp, type TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'

const found = findChromium()
const within = { timeout: 25_000, interval: 100 }

interface Calendar {
  id: string
  name: string
  isDefault: boolean
  region: string | null
  week: { opens: string; closes: string }[][]
  days: { date: string; blocks: unknown[] }[]
  teamIds: string[]
}

describe.skipIf(!found.path)('calendars', () => {
  let test: TestApp
  let browser: Browser
  let page: Page
  let broken: string[]

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const said = (text: string | RegExp) => page.getByText(text).first().waitFor()
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  const save = async () => {
    const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok())
    await button('保存').click()
    await kept
  }
  const kept = async (name: string): Promise<Calendar> => {
    const list = await test.owner.ok<Calendar[]>('GET', '/api/calendars')
    const { id } = list.find((one) => one.name === name) as Calendar
    return test.owner.ok('GET', `/api/calendars/${id}`)
  }
  const add = async (name: string) => {
    await button('カレンダーを追加').click()
    await page.getByLabel('カレンダー名').fill(name)
    await button('作成').click()
    await page.getByRole('heading', { name, level: 1 }).waitFor()
  }

  beforeAll(async () => {
    test = await testApp()
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
  })
  afterAll(() => browser?.close())

  it('begin with none; the first one is the default', async () => {
    await page.goto('/settings/hours')
    await said('カレンダーはまだありません')
    await add('本店')
    await said('既定のカレンダーです')
    expect(await kept('本店')).toMatchObject({ isDefault: true })
  })

  it('take hours from one day to others, and say which are wrong', async () => {
    const closes = page.getByLabel('月曜日の終了時刻')
    await closes.fill('８：００')
    await page.keyboard.press('Tab')
    await said('終了時刻は開始時刻より後にしてください')
    await closes.fill('1930')
    await page.keyboard.press('Tab')
    await button('月曜日の時間をほかの曜日にコピー').click()
    await page.getByLabel('土曜日', { exact: true }).check()
    await page.getByLabel('火曜日', { exact: true }).uncheck()
    await button('コピー').click()
    await save()
    const { week } = await kept('本店')
    expect(week.map((blocks) => blocks.map(({ closes }) => closes).join())).toEqual(
      '19:30 18:00 19:30 19:30 19:30 19:30 '.split(' '),
    )
  })

  it('are closed on the public holidays of a country, but for those on which it stays open', async () => {
    await page.getByLabel('国', { exact: true }).selectOption({ label: '日本' })
    const coming = page.getByRole('list', { name: 'これから1年間の祝日' })
    await coming.getByText('建国記念の日').waitFor()
    await coming.getByRole('listitem').filter({ hasText: '建国記念の日' }).getByRole('button').click()
    await coming.getByText('下の登録が優先されます').waitFor()
    await save()
    const { region, days } = await kept('本店')
    expect(region).toBe('JP')
    expect(days).toMatchObject([{ date: expect.stringMatching(/-02-11$/), blocks: [{ opens: '09:00' }] }])
    expect(await axeProblems(page)).toEqual([])
  })

  it('hold for the team that goes by one, which then is open all night', async () => {
    const team = await test.team('夜間チーム')
    await page.goto('/settings/hours')
    await add('24時間')
    await page.getByLabel('月曜日の開始時刻').fill('0000')
    await page.getByLabel('月曜日の終了時刻').fill('2400')
    await page.keyboard.press('Tab')
    await button('月曜日の時間をほかの曜日にコピー').click()
    for (const day of ['土曜日', '日曜日']) await page.getByLabel(day, { exact: true }).check()
    await button('コピー').click()
    await button('チームを追加').click()
    await page.getByRole('option', { name: /夜間チーム/ }).click()
    await page.keyboard.press('Escape')
    await save()
    expect(await kept('24時間')).toMatchObject({ teamIds: [team], region: null })
    const calendars = await readCalendars(test.db)
    const [from, to] = [new Date('2026-11-21T15:00:00Z'), new Date('2026-11-22T15:00:00Z')]
    expect(businessSeconds(calendars.of({ teamId: team }), from, to)).toBe(24 * 3600)
    expect(businessSeconds(calendars.of({}), from, to)).toBe(0)

    await page.getByRole('link', { name: '営業時間' }).first().click()
    await row('24時間')
      .getByText(/^営業中/)
      .waitFor()
    await row('24時間').getByText('夜間チーム').waitFor()
  })

  it('are deleted when nobody goes by them, which can be taken back', async () => {
    await page.getByRole('link', { name: '24時間' }).click()
    await said('使っている窓口またはチームがあるため、削除できません')
    await button('夜間チームを外す').click()
    await save()
    await button('カレンダーを削除').click()
    await said('カレンダー「24時間」を削除しました。')
    expect((await test.owner.ok<Calendar[]>('GET', '/api/calendars')).map(({ name }) => name)).toEqual([
      '本店',
    ])
    await page.keyboard.press('z')
    await row('24時間').waitFor()
    await expect
      .poll(async () => (await kept('24時間')).week[6], within)
      .toEqual([{ opens: '00:00', closes: '24:00' }])
  })

  it('leave to another one whoever was given to it since the page was opened', async () => {
    const team = await test.team('昼チーム')
    const { id, ...main } = await kept('本店')
    await test.owner.ok('POST', '/api/calendars', { ...main, name: '支店', teamIds: [team] })
    await page.goto('/settings/hours')
    await page.getByRole('link', { name: '支店' }).click()
    await button('昼チームを外す').waitFor()
    await test.owner.ok('PUT', `/api/calendars/${id}`, { ...main, teamIds: [team] })
    await page.getByLabel('カレンダー名').fill('駅前店')
    await save()
    expect(await kept('駅前店')).toMatchObject({ teamIds: [] })
    expect(await kept('本店')).toMatchObject({ teamIds: [team] })
    await button('昼チームを外す').waitFor({ state: 'detached' })
    await page.goto('/settings/hours')
  })

  it('are read on a phone, and broke nothing', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('link', { name: '本店' }).click()
    await page.getByRole('heading', { name: '本店', level: 1 }).waitFor()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect(wide).toBe(false)
    expect(await axeProblems(page)).toEqual([])
    expect(broken).toEqual([])
  })
})
