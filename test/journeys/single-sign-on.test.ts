import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../harness/app.ts'
import { axeProblems } from '../harness/axe.ts'
import { findChromium } from '../harness/chromium.ts'
import { openScreen } from '../harness/screen.ts'
import { CLIENT, realProvider, type RealProvider } from '../provider/real-provider.ts'
import { appAt } from '../provider/sso-app.ts'

const found = findChromium()

describe.skipIf(!found.path)('single sign-on', () => {
  let test: TestApp
  let provider: RealProvider
  let browser: Browser
  let page: Page
  let broken: string[]
  let yui: BrowserContext
  let hers: Page

  const button = (on: Page, name: string | RegExp) => on.getByRole('button', { name, exact: true })
  /** The pages of the provider: who one is, and what the shop may know. */
  const pass = async (on: Page, login: string) => {
    await on.waitForURL(`${provider.issuer}/**`)
    await on.getByPlaceholder('Enter any login').fill(login)
    await on.getByPlaceholder('and password').fill('any')
    await on.getByRole('button', { name: 'Sign-in' }).click()
    await on.getByRole('button', { name: 'Continue' }).click()
  }

  beforeAll(async () => {
    test = await appAt()
    provider = await realProvider(`${test.url}/sign-in/sso`)
    const yuisClaims = {
      email: 'yui@shop.example',
      email_verified: true,
      name: '伊藤 結衣',
      groups: ['support'],
    }
    provider.people['yui'] = yuisClaims
    provider.people['boss'] = { ...yuisClaims, email: 'owner@shop.example', name: '店長', groups: [] }
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    ;({ page, broken } = await openScreen(browser, test.url))
    yui = await browser.newContext({ baseURL: test.url, locale: 'ja-JP' })
    yui.setDefaultTimeout(15_000)
    hers = await yui.newPage()
  })
  afterAll(async () => {
    await browser?.close()
    await provider?.close()
  })

  it('is set up, checked and tried before anybody is offered it', async () => {
    await page.goto('/settings/sign-in')
    await page.getByText('プロバイダーはまだありません').waitFor()
    await button(page, 'プロバイダーを追加').click()
    await page.getByLabel('種類').selectOption({ label: 'Keycloak' })
    await page.getByLabel('表示名').fill('社内アカウント')
    await page.getByLabel('発行元（Issuer）').fill(provider.issuer)
    await page.getByLabel('クライアントID').fill(CLIENT.id)
    await page.getByRole('textbox', { name: 'クライアントシークレット' }).fill(CLIENT.secret)
    expect(await axeProblems(page)).toEqual([])
    await button(page, '作成').click()
    await page.getByRole('heading', { name: '社内アカウント', level: 1 }).waitFor()
    await page.getByLabel('メールのドメイン').fill('shop.example')
    await page.getByLabel('初回のサインイン時にメンバーを追加する').check()
    await button(page, 'グループを追加').click()
    await page.getByLabel('グループの名前またはID').fill('support')
    await page.getByRole('combobox', { name: 'ロール', exact: true }).selectOption({ label: 'オペレーター' })
    const kept = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok())
    await button(page, '保存').click()
    await kept
    await button(page, '確認').click()
    await page.getByText('接続と発行元').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await button(page, '試す').click()
    await pass(page, 'boss')
    await page.getByText('このアカウントはサインインできません。').waitFor()
    await page.getByText('オーナーは、これまでの方法でサインインし').waitFor()
    expect(await axeProblems(page)).toEqual([])
    await page.getByRole('link', { name: 'シングルサインオンの設定に戻る' }).click()
    await page.getByRole('link', { name: '社内アカウント' }).click()
    await hers.goto('/sign-in')
    await button(hers, 'サインイン').waitFor()
    expect(await button(hers, '社内アカウントでサインイン').count()).toBe(0)
    await button(page, '利用を開始').click()
    await page.getByText('サインイン画面に表示しました。').waitFor()
  })

  it('lets somebody of the company in, where they were going', async () => {
    await hers.goto('/reports')
    await button(hers, '社内アカウントでサインイン').waitFor()
    expect(await axeProblems(hers)).toEqual([])
    await button(hers, '社内アカウントでサインイン').click()
    await pass(hers, 'yui')
    await hers.waitForURL('**/reports*')
    await hers.getByRole('heading', { level: 1 }).first().waitFor()
    const people = await test.owner.ok<{ email: string; role: string; name: string }[]>('GET', '/api/agents')
    expect(people.find(({ email }) => email === 'yui@shop.example')).toMatchObject({
      role: 'agent',
      name: '伊藤 結衣',
    })
  })

  it('tells somebody plainly why they may not come in', async () => {
    const other = await browser.newContext({ baseURL: test.url, locale: 'ja-JP' })
    const theirs = await other.newPage()
    provider.people['guest'] = { email: 'guest@elsewhere.example', email_verified: true, groups: ['support'] }
    await theirs.goto('/sign-in')
    await button(theirs, '社内アカウントでサインイン').click()
    await pass(theirs, 'guest')
    await theirs.getByText('このドメインのメールアドレスではサインインできません。').waitFor()
    expect(await axeProblems(theirs)).toEqual([])
    await theirs.getByRole('link', { name: 'サインインに戻る' }).click()
    await button(theirs, '社内アカウントでサインイン').waitFor()
    await other.close()
  })

  it('lets the directory of the company add somebody, whose group gives the role', async () => {
    await button(page, 'トークンを発行').click()
    const shown = page.getByRole('dialog')
    const token = await shown.getByRole('textbox', { name: 'トークン', exact: true }).innerText()
    expect(await axeProblems(page)).toEqual([])
    await button(page, '保管しました').click()
    await page.getByText('ディレクトリからの接続はまだありません。').waitFor()
    const scim = (path: string, data: object) =>
      page.request.post(`/scim/v2${path}`, {
        data,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      })
    const ren = await scim('/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ren@shop.example',
      displayName: '木村 蓮',
      active: true,
    })
    const { id } = (await ren.json()) as { id: string }
    await scim('/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'support',
      members: [{ value: id }],
    })
    await page.reload()
    await page.getByText('1人のメンバーを連携しています。').waitFor()
    const groups = page.getByRole('list', { name: 'ディレクトリのグループ' })
    await groups.getByText('割り当てあり').waitFor()
    expect(await axeProblems(page)).toEqual([])
    // The provider says nothing of the address being theirs: the directory has.
    provider.people['ren'] = { email: 'ren@shop.example', name: '木村 蓮', groups: [] }
    const other = await browser.newContext({ baseURL: test.url, locale: 'ja-JP' })
    const his = await other.newPage()
    await his.goto('/sign-in')
    await button(his, '社内アカウントでサインイン').click()
    await pass(his, 'ren')
    await his.waitForURL('**/inbox*')
    const { agent } = (await (await other.request.get('/api/me')).json()) as { agent: object }
    expect(agent).toMatchObject({ id, name: '木村 蓮', role: 'agent' })
    await other.close()
  })

  it('becomes the one way in, but for owners, and is linked by an owner', async () => {
    await button(page, '必須にする').click()
    await page.getByRole('dialog').getByRole('button', { name: '必須にする' }).click()
    await page.getByText('シングルサインオンを必須にしました。').waitFor()
    const fresh = await browser.newContext({ baseURL: test.url, locale: 'ja-JP' })
    const signIn = await fresh.newPage()
    await signIn.goto('/sign-in')
    await button(signIn, '社内アカウントでサインイン').waitFor()
    expect(await signIn.getByLabel('パスワード').count()).toBe(0)
    await button(signIn, 'オーナーとしてパスワードでサインイン').click()
    await signIn.getByLabel('メールアドレス').fill('owner@shop.example')
    await signIn.getByLabel('パスワード', { exact: true }).fill('correct horse battery')
    await button(signIn, 'サインイン').click()
    await signIn.getByRole('link', { name: '設定' }).waitFor()
    await signIn.goto('/settings/security')
    await button(signIn, '連携する').click()
    await pass(signIn, 'boss')
    await button(signIn, '連携を解除').waitFor()
    expect(await axeProblems(signIn)).toEqual([])
    await fresh.close()
    await page.goto('/settings/audit')
    await page.getByText('シングルサインオンを拒否しました').first().waitFor()
    expect(broken).toEqual([])
  })
})
