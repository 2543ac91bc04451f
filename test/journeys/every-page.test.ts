import { join } from 'node:path'
import { createMemoryHistory, createRouter, type AnyRoute } from '@tanstack/react-router'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../harness/chromium.ts'
import { DEMO_LEAD, DEMO_OWNER, demoApp } from '../harness/demo-app.ts'
import { carePlaces, prepareCare } from './every-page/care.ts'
import { recordPlaces } from './every-page/harassment.ts'
import { look, looksAt, quiet, type Look } from './every-page/look.ts'
import { noticePlaces } from './every-page/notices.ts'
import type { Place } from './every-page/acts.ts'
import { placesOf, type Things } from './every-page/places.ts'
import { vipPolicy } from './every-page/policy.ts'
import { importPlaces } from './every-page/imports.ts'
import { prepareQueues, queuePlaces } from './every-page/queues.ts'
import { prepareRules, rulePlaces } from './every-page/rules.ts'
import { prepareTeam, teamPlaces } from './every-page/team.ts'
import { prepareTrust, trustPlaces } from './every-page/trust.ts'

const found = findChromium()
/** While one works at some pages, only places whose names fit are looked at. */
const only = new RegExp(process.env.MADOGUCHI_PLACES ?? '')

interface Found {
  items: { id: string; customer: { id: string } }[]
}

/** The addresses of the app, as its router knows them. */
const routes = async (): Promise<string[]> => {
  const file = join(import.meta.dirname, '../../web/app/route-tree.ts')
  const { routeTree } = (await import(/* @vite-ignore */ file)) as { routeTree: AnyRoute }
  const { routesByPath } = createRouter({ routeTree, history: createMemoryHistory() })
  return Object.keys(routesByPath).map((path) => (path === '/' ? path : path.replace(/\/$/, '')))
}

describe.skipIf(!found.path)('every page', () => {
  let url: string
  let browser: Browser
  let places: Record<string, Place[]>

  const signedIn = async (language: string): Promise<BrowserContext> => {
    const context = await browser.newContext({ baseURL: url, locale: language })
    await context.request.post('/api/session', { data: DEMO_OWNER })
    await context.request.patch('/api/me', { data: { language } })
    await context.addInitScript(() => globalThis.localStorage.setItem('madoguchi.theme', 'auto'))
    context.setDefaultTimeout(10_000)
    return context
  }
  const read = async <T>(context: BrowserContext, path: string): Promise<T> =>
    (await (await context.request.get(path)).json()) as T

  /** What the pages are about, with some things that the demo shop does not have. */
  const prepare = async (context: BrowserContext): Promise<Things> => {
    const inboxes = await read<{ id: string; channel: string }[]>(context, '/api/inboxes')
    const newestOf = async (channel: string) => {
      for (const { id } of inboxes.filter((one) => one.channel === channel)) {
        const { items } = await read<Found>(context, `/api/conversations?status=any&inboxId=${id}`)
        if (items[0]) return items[0]
      }
      throw new Error(`the demo shop has no conversation of ${channel}`)
    }
    // not-a-channel: what the demo shop is known to have
    const [mail, chat] = [await newestOf('email'), await newestOf('chat')]
    await context.request.post(`/api/conversations/${mail.id}/replies`, {
      data: { text: 'お問い合わせありがとうございます。確認いたします。', anyway: true },
    })
    const [event] = await read<{ name: string }[]>(context, '/api/webhook-events')
    const hook = await context.request.post('/api/webhooks', {
      data: { url: 'http://127.0.0.1:9/hook', description: '在庫', events: [event?.name] },
    })
    const { webhook } = (await hook.json()) as { webhook: { id: string } }
    const away = await context.request.post('/api/inboxes', { data: { channel: 'form', name: '旧フォーム' } })
    const archived = ((await away.json()) as { id: string }).id
    await context.request.patch(`/api/inboxes/${archived}`, { data: { state: 'archived' } })
    // So few conversations are all done with: a list of work is seen with rows of every kind.
    const { items } = await read<Found>(context, '/api/conversations?status=resolved&limit=20')
    for (const { id } of items)
      await context.request.put(`/api/conversations/${id}/status`, { data: { status: 'open' } })
    const filter = { view: 'all', status: 'open', sort: 'newest', priority: 'urgent' }
    await context.request.post('/api/views', { data: { name: '至急の対応', shared: false, filter } })
    const agents = await read<{ id: string }[]>(context, '/api/agents')
    const calendars = await read<{ id: string; region: string | null }[]>(context, '/api/calendars')
    const policy = await context.request.post('/api/sla-policies', { data: vipPolicy })
    await context.request.post('/api/sla-policies', { data: { ...vipPolicy, name: '標準', applies: null } })
    await context.request.put(`/api/conversations/${mail.id}/status`, { data: { status: 'open' } })
    const answer = await context.request.post('/api/templates', {
      data: {
        title: '返品・交換のご案内',
        folder: '返品',
        shortcut: 'henpin',
        variants: [
          { language: 'ja', body: '{{customer.kana}} 様\n\n返品を承ります。{{agent.name}}' },
          { language: 'en', body: 'Dear {{customer.name | default: customer}},\n\nplease send it back.' },
        ],
      },
    })
    return {
      template: ((await answer.json()) as { id: string }).id,
      mail: mail.id,
      chat: chat.id,
      customer: mail.customer.id,
      agent: agents.at(-1)?.id ?? '',
      webhook: webhook.id,
      calendar: calendars.find(({ region }) => region !== null)?.id ?? '',
      policy: ((await policy.json()) as { id: string }).id,
      archived,
      inboxes: Object.fromEntries(inboxes.map(({ id, channel }) => [channel, id])),
    }
  }

  beforeAll(async () => {
    url = await demoApp({ customers: 80, conversations: 240 })
    browser = await chromium.launch({ executablePath: found.path as string, args: ['--no-sandbox'] })
    const context = await signedIn('ja')
    const things = await prepare(context)
    const colleague = await browser.newContext({ baseURL: url })
    await colleague.request.post('/api/session', { data: DEMO_LEAD })
    const trusted = trustPlaces(await prepareTrust(context.request, colleague.request))
    places = placesOf(things)
    const queueing = queuePlaces(
      await prepareQueues(context.request, { agent: things.agent, conversation: things.mail }),
    )
    const together = teamPlaces(
      await prepareTeam(context.request, colleague.request, {
        agent: things.agent,
        conversation: things.mail,
      }),
    )
    const cared = await prepareCare(context.request, things.mail)
    const ruled = rulePlaces(await prepareRules(context.request), things.mail)
    for (const [route, more] of [
      trusted,
      queueing,
      together,
      importPlaces(),
      carePlaces(cared),
      recordPlaces(cared),
      ruled,
      noticePlaces(things),
    ].flatMap(Object.entries<Place[]>))
      places[route] = [...(places[route] ?? []), ...more]
    await Promise.all([context.close(), colleague.close()])
  })
  afterAll(() => browser?.close())

  it('has its place here', async () => {
    const known = new Set(Object.keys(places))
    expect((await routes()).filter((path) => !known.has(path))).toEqual([])
  })

  const visit = async (page: Page, place: Place, language: string, looks: Look[]): Promise<string[]> => {
    const problems: string[] = []
    await place.before?.(page)
    // Before the page is opened: an open one may keep a colour of the other theme for a moment.
    const [colorScheme = 'light'] = looks.flatMap(({ themes }) => themes)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const [nth, one] of looks.entries()) {
      await page.setViewportSize(one.size)
      if (nth === 0 || place.open) {
        await page.goto(place.path)
        await quiet(page)
        await place.open?.(page)
      }
      problems.push(...(await look(page, `${language} ${place.name}`, one)))
    }
    // An address that leads nowhere is fine to look at, too, and says nothing of the page that was meant.
    const nowhere = (await page.locator('[data-nowhere]').count()) > 0
    if (nowhere !== (place.name === 'not found')) problems.push(`${place.path} leads nowhere`)
    return problems
  }

  /** A page whose errors are problems, too. */
  const openPage = async (context: BrowserContext, problems: string[]): Promise<Page> => {
    const page = await context.newPage()
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`))
    page.on('console', (line) => {
      if (/Content Security Policy/.test(line.text())) problems.push(`${page.url()}: ${line.text()}`)
    })
    return page
  }

  it.each(['ja', 'en'])(
    'is accessible and fits every screen (%s)',
    async (language) => {
      const problems: string[] = []
      const queue = Object.values(places)
        .flat()
        .filter(({ name }) => only.test(name))
        .entries()
      // Most of the time is waiting, for the server or for rest: several pages wait at once.
      const walk = async () => {
        // Each with a sign-in of its own: calls are counted by it.
        const inside = await signedIn(language)
        const outside = await browser.newContext({ baseURL: url, locale: language })
        const [own, signedOut] = [await openPage(inside, problems), await openPage(outside, problems)]
        for (const [nth, place] of queue) {
          const looks = looksAt(nth + (language === 'ja' ? 0 : 1), place.open !== undefined)
          const page = place.signedOut ? signedOut : own
          const found = await visit(page, place, language, looks).catch((error: Error) => [
            `${language} ${place.name}: ${error.message}`,
          ])
          await page.unrouteAll()
          problems.push(...found)
        }
        await Promise.all([inside.close(), outside.close()])
      }
      await Promise.all([walk(), walk(), walk()])
      expect(problems).toEqual([])
    },
    600_000,
  )
})
