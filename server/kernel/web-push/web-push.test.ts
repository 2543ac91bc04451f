import { createECDH } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config/index.ts'
import type { Kernel } from '../kernel.ts'
import { encryptPush } from './encrypt.ts'
import { startPushService } from './fixtures/push-service.ts'
import { newPushKeys, sendPush, type PushAddress } from './index.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')

it('encrypts as the example of RFC 8291 says', () => {
  const ours = createECDH('prime256v1')
  ours.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'))
  const sealed = encryptPush(
    'When I grow up, I want to be a watermelon',
    {
      publicKey: bytes(
        'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      ),
      auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
    },
    { salt: bytes('DGv6ra1nlYgDCS1FRnbzlw'), ours, step: 1 },
  )
  expect(sealed.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  )
})

describe('a push', () => {
  let service: Awaited<ReturnType<typeof startPushService>>
  const keys = newPushKeys()
  const kernelWith = (privateNetwork: boolean) =>
    ({
      config: { ...readConfig({}), privateNetwork },
      clock: { now: () => new Date() },
      publicUrl: 'https://desk.shop.example',
    }) as unknown as Kernel
  const kernel = kernelWith(true)
  const addressOf = ({ endpoint, p256dh, auth }: ReturnType<typeof service.subscribe>): PushAddress => ({
    endpoint,
    publicKey: bytes(p256dh),
    auth: bytes(auth),
  })
  const message = { text: '{"title":"お知らせ"}', keepSeconds: 3600, topic: 'abc' }

  beforeAll(async () => {
    service = await startPushService()
  })
  afterAll(() => service.close())

  it('is read by the browser alone, and proves who sends', async () => {
    const to = addressOf(service.subscribe(keys.publicKey))
    expect(await sendPush(kernel, keys, to, message)).toEqual({ kind: 'sent', status: 201, reason: null })
    expect(service.delivered.at(-1)).toMatchObject({
      text: message.text,
      ttl: '3600',
      topic: 'abc',
      urgency: 'high',
      claims: { sub: 'https://desk.shop.example' },
    })
    // Another one's key is refused.
    expect(await sendPush(kernel, newPushKeys(), to, message)).toMatchObject({ kind: 'refused', status: 403 })
  })

  it('says nothing by its length', async () => {
    const to = addressOf(service.subscribe(keys.publicKey))
    const lengths = new Set<number>()
    for (const text of ['a', 'x'.repeat(200), '山'.repeat(80)]) {
      await sendPush(kernel, keys, to, { ...message, text })
      lengths.add(service.delivered.at(-1)?.bytes ?? 0)
      expect(service.delivered.at(-1)?.text).toBe(text)
    }
    expect(lengths.size).toBe(1)
  })

  it('comes out as it went in, whatever it says', async () => {
    const to = addressOf(service.subscribe(keys.publicKey))
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        await sendPush(kernel, keys, to, { ...message, text })
        expect(service.delivered.at(-1)?.text).toBe(text.toWellFormed())
      }),
      { numRuns: 30 },
    )
    expect(() => encryptPush('x'.repeat(3994), to)).toThrow('too long')
    expect(encryptPush('x'.repeat(3993), to).length).toBeLessThanOrEqual(4096)
  })

  it('tells what to do where it was not taken', async () => {
    const browser = service.subscribe(keys.publicKey)
    service.unsubscribe(browser)
    expect(await sendPush(kernel, keys, addressOf(browser), message)).toMatchObject({
      kind: 'gone',
      status: 410,
    })
    service.answers.push({ status: 429, headers: { 'retry-after': '120' } }, { status: 503 }, { status: 400 })
    const to = addressOf(service.subscribe(keys.publicKey))
    expect(await sendPush(kernel, keys, to, message)).toMatchObject({ kind: 'later', afterSeconds: 120 })
    expect(await sendPush(kernel, keys, to, message)).toMatchObject({ kind: 'later', afterSeconds: 0 })
    expect(await sendPush(kernel, keys, to, message)).toMatchObject({ kind: 'refused', status: 400 })
    const nowhere = { ...to, endpoint: 'http://127.0.0.1:9/push' }
    expect(await sendPush(kernel, keys, nowhere, message)).toMatchObject({ kind: 'later', status: null })
  })

  it('never goes into a private network by itself', async () => {
    const to = addressOf(service.subscribe(keys.publicKey))
    const before = service.delivered.length
    expect(await sendPush(kernelWith(false), keys, to, message)).toMatchObject({ kind: 'refused' })
    expect(service.delivered).toHaveLength(before)
  })
})
