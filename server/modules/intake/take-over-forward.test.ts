import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import type { MessageArrival } from '../../channels/channel.ts'
import { isPublicProvider } from './public-providers.ts'
import { takeOverForward } from './take-over-forward.ts'

let app: TestApp
let shop: string
let free: string
beforeAll(async () => {
  app = await testApp()
  shop = (
    await app.inbox('email', {
      address: 'support@shop.example',
      settings: { address: 'support@shop.example' },
    })
  ).id
  free = (await app.inbox('email', { address: 'shop@gmail.com', settings: { address: 'shop@gmail.com' } })).id
  await app.person('agent')
})

const mail = (value: string) => ({ kind: 'email', value })
const passedOn = (by: string, from = 'hanako@customer.example'): MessageArrival => ({
  kind: 'message',
  from: [mail(by)],
  verified: false,
  text: '返品したいです。',
  subject: 'Fwd: 【要注意】山田様',
  files: [],
  occurredAt: new Date(),
  messageKey: 'outer@shop.example',
  threadKeys: ['m.x@shop.example', 'other@shop.example'],
  ourKeys: ['m.x@shop.example'],
  recipients: [{ role: 'cc', address: mail('boss@shop.example') }],
  forwarded: {
    from: { ...mail(from), name: '山田 花子' },
    messageKey: 'in@customer.example',
    subject: '返品について',
    own: true,
  },
})
const taken = (message: MessageArrival, inbox = shop) =>
  app.db.tx((tx) => takeOverForward(tx, inbox, message))

describe('a mail that one of us passed on', () => {
  it.each([
    ['an address of the inbox’s domain', 'tencho@shop.example'],
    ['an inbox', 'shop@gmail.com'],
    ['an agent with an address elsewhere', 'owner@shop.example', 'free'],
  ])('is its writer’s: from %s', async (_name, by, where = 'shop') => {
    const message = await taken(passedOn(by), where === 'free' ? free : shop)
    expect(message).toMatchObject({
      from: [{ value: 'hanako@customer.example' }],
      subject: '返品について',
      recipients: [],
      messageKey: 'outer@shop.example',
      threadKeys: ['in@customer.example'],
      context: { forwardedBy: by, forwardedAs: 'Fwd: 【要注意】山田様' },
    })
    expect(message.ourKeys).toBeUndefined()
  })

  it('joins by what it answers itself', async () => {
    const message = passedOn('tencho@shop.example')
    const forwarded = { ...passedOn('x').forwarded, threadKeys: ['m.y@shop.example'] } as never
    expect((await taken({ ...message, forwarded })).threadKeys).toEqual([
      'in@customer.example',
      'm.y@shop.example',
    ])
  })

  it('stays the forwarder’s where its writer is one of us, too', async () => {
    for (const from of ['sato@shop.example', 'shop+x@gmail.com'])
      expect(await taken(passedOn('tencho@shop.example', from))).toMatchObject({
        from: [{ value: 'tencho@shop.example' }],
        context: { forwardedFrom: `山田 花子 <${from}>` },
      })
  })
})

describe('a mail that a customer passed on', () => {
  it('stays theirs, and shows whose words it passes on', async () => {
    const message = passedOn('taro@customer.example', 'order@mall.example')
    expect(await taken(message)).toEqual({
      ...message,
      context: { forwardedFrom: '山田 花子 <order@mall.example>' },
    })
  })

  it('stays theirs although the inbox has its address at the same public provider', async () => {
    expect(await taken(passedOn('taro@gmail.com'), free)).toMatchObject({
      from: [{ value: 'taro@gmail.com' }],
    })
  })
})

it('knows providers with their subdomains, and no shop', () => {
  expect(['gmail.com', 'DOCOMO.NE.JP', 'x.biglobe.ne.jp'].map(isPublicProvider)).toEqual([true, true, true])
  expect(['shop.example', 'notgmail.com', 'ne.jp'].map(isPublicProvider)).toEqual([false, false, false])
})
