import { createTransport } from 'nodemailer'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeHost, fakeHost } from '../../../../test/mailserver/fake-host.ts'
import { freePorts } from '../../../../test/mailserver/free-ports.ts'
import { selfSigned } from '../../../kernel/certificate/self-signed.ts'
import type { InboxAccount } from '../../channel.ts'
import { accountOf } from '../account.ts'
import { parse } from '../parse/parse.ts'
import { startReceiver, usualLimits } from './receiver.ts'

const inbox = (id: string, address: string, token: string): InboxAccount => ({
  workspaceId: 1,
  id,
  name: id,
  address,
  language: 'ja',
  token,
  brand: { name: 'Shop', colour: '#000000' },
  settings: { address, receive: { how: 'forwarding' } },
  secrets: { threadSecret: 'x'.repeat(24) },
})

describe('the built-in mail receiver', () => {
  let host: FakeHost
  let port = 0
  let receiver: { stop(): Promise<void> } | undefined

  const start = async (limits = {}): Promise<void> => {
    ;[port = 0] = await freePorts(1)
    receiver = await startReceiver(host, port, { ...usualLimits, ...limits })
  }
  const sendRaw = (to: string | string[], raw: string, from = 'hanako@customer.example') =>
    createTransport({ host: '127.0.0.1', port, tls: { rejectUnauthorized: false } }).sendMail({
      envelope: { from, to },
      raw,
    })

  const raw =
    'From: hanako@customer.example\r\nTo: support@shop.example\r\nMessage-ID: <1@customer.example>\r\nSubject: x\r\n\r\nこんにちは\r\n'

  beforeEach(() => {
    host = fakeHost()
    host.accounts = [
      inbox('a', 'support@shop.example', 'tokenAAAA1111'),
      inbox('b', 'sales@shop.example', 'tokenBBBB2222'),
    ]
  })
  afterEach(async () => {
    await receiver?.stop()
    receiver = undefined
  })

  it('takes mail for a token at any domain and for an inbox address, with the envelope written above', async () => {
    await start()
    await sendRaw('tokenAAAA1111@in.desk.example', raw)
    await sendRaw('Sales+tag@SHOP.example', raw)
    expect(host.kept.map(({ inboxId, externalId }) => [inboxId, externalId])).toEqual([
      ['a', expect.stringMatching(/^mid:1@customer\.example:[0-9a-f]{16}$/)],
      ['b', expect.stringMatching(/^mid:1@customer\.example:[0-9a-f]{16}$/)],
    ])
    const text = host.kept[0]?.raw.toString() ?? ''
    expect(text).toMatch(
      /^Return-Path: <hanako@customer\.example>\r\nDelivered-To: tokenAAAA1111@in\.desk\.example\r\nReceived: from .*\r\n .*\+0000\r\nFrom: /,
    )
    expect(text.endsWith(raw.trimEnd()) || text.endsWith(raw)).toBe(true)
    const account = accountOf(host.accounts[0] as InboxAccount)
    expect(account && (await parse(host.kept[0]?.raw ?? Buffer.alloc(0), account))).toMatchObject([
      { kind: 'message', text: expect.stringContaining('こんにちは') },
    ])
  })

  it('refuses strangers at RCPT', async () => {
    await start()
    await expect(sendRaw('nobody@shop.example', raw)).rejects.toMatchObject({ responseCode: 550 })
    await expect(sendRaw('tokenZZZZ9999@in.desk.example', raw)).rejects.toMatchObject({ responseCode: 550 })
    expect(host.offered).toEqual([])
  })

  it('asks the sender to come again while an inbox is paused or cannot be used', async () => {
    await start()
    host.idle.push('tokenCCCC3333', 'info@shop.example')
    for (const to of ['tokenCCCC3333@in.desk.example', 'Info+c1@SHOP.example'])
      await expect(sendRaw(to, raw)).rejects.toMatchObject({ responseCode: 451 })
    expect(host.offered).toEqual([])
  })

  it('asks the sender to come again while the mail cannot be kept, and keeps it once', async () => {
    await start()
    let down = true
    host.beforeAccept = () => {
      if (down) throw new Error('database is away')
    }
    await expect(sendRaw('support@shop.example', raw)).rejects.toMatchObject({ responseCode: 451 })
    down = false
    await sendRaw('support@shop.example', raw)
    await sendRaw('support@shop.example', raw)
    expect(host.kept).toHaveLength(1)
  })

  it('confirms only after every inbox has the mail', async () => {
    await start()
    let first = true
    host.beforeAccept = () => {
      if (!first) throw new Error('second inbox fails')
      first = false
    }
    await expect(sendRaw(['support@shop.example', 'sales@shop.example'], raw)).rejects.toMatchObject({
      responseCode: 451,
    })
    host.beforeAccept = () => undefined
    await sendRaw(['support@shop.example', 'sales@shop.example'], raw)
    expect(host.kept.map(({ inboxId }) => inboxId)).toEqual(['a', 'b'])
  })

  it('keeps the null sender of bounces', async () => {
    await start()
    await sendRaw('support@shop.example', raw, '')
    expect(host.kept[0]?.raw.toString()).toMatch(/^Return-Path: <>\r\n/)
  })

  it('refuses mail above the limit and mail in circles', async () => {
    Object.assign(host, { maxUploadBytes: 1 })
    await start()
    await expect(
      sendRaw('support@shop.example', `${raw}${'x'.repeat(76).concat('\r\n').repeat(350_000)}`),
    ).rejects.toMatchObject({ responseCode: 552 })
    await expect(
      sendRaw(
        'support@shop.example',
        `${'Received: from a by b; Sun, 22 Nov 2026 10:00:00 +0900\r\n'.repeat(60)}${raw}`,
      ),
    ).rejects.toMatchObject({ responseCode: 554 })
    expect(host.offered).toEqual([])
  })

  it('limits connections from one address', async () => {
    await start({ perAddress: 2 })
    const greetings: string[] = []
    const sockets = Array.from({ length: 3 }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.on('data', (data) => greetings.push(data.toString().slice(0, 3)))
      return socket
    })
    await expect.poll(() => greetings.toSorted()).toEqual(['220', '220', '421'])
    for (const socket of sockets) socket.destroy()
    await expect
      .poll(() =>
        sendRaw('support@shop.example', raw).then(
          () => 'sent',
          () => 'refused',
        ),
      )
      .toBe('sent')
  })

  it('closes a connection that says something all the time and never ends a mail', async () => {
    await start({ patience: 100 })
    let heard = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.on('data', (data) => (heard += data.toString()))
    const dripping = setInterval(() => socket.writable && socket.write('x'), 10)
    await expect.poll(() => heard, { timeout: 10_000 }).toMatch(/^220 .*\r\n421 4\.4\.2 .*\r\n$/s)
    clearInterval(dripping)
    await expect.poll(() => socket.readableEnded).toBe(true)
    await sendRaw('support@shop.example', raw)
    expect(host.kept).toHaveLength(1)
  })

  it('gives a mail as much time as its bytes are worth, and no more', async () => {
    // Each byte is worth ten seconds.
    await start({ patience: 1000, slowest: 0.0001 })
    let heard = ''
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.on('data', (data) => (heard += data.toString()))
    const say = async (line: string, answer: string): Promise<void> => {
      heard = ''
      socket.write(line)
      await expect.poll(() => heard, { timeout: 10_000, interval: 5 }).toMatch(answer)
    }
    await expect.poll(() => heard, { interval: 5 }).toMatch('220 ')
    for (const command of ['EHLO a', 'MAIL FROM:<hanako@customer.example>', 'RCPT TO:<support@shop.example>'])
      await say(`${command}\r\n`, '250 ')
    await say('DATA\r\n', '354 ')
    heard = ''
    for (let line = 0; line < 70; line++) {
      socket.write(line === 0 ? raw : 'x\r\n')
      await pause(30)
    }
    await say('.\r\n', '250 ')
    expect(host.kept).toHaveLength(1)
    await expect.poll(() => heard, { timeout: 10_000 }).toMatch(/^250 .*\r\n421 4\.4\.2 .*\r\n$/s)
  })

  describe('with a certificate', () => {
    const encrypted = (ca: string, to: string, servername = 'desk.example') =>
      createTransport({ host: '127.0.0.1', port, requireTLS: true, tls: { ca, servername } }).sendMail({
        envelope: { from: 'hanako@customer.example', to },
        raw,
      })

    it('encrypts for servers that ask, by a certificate that they can check, and says so above the mail', async () => {
      const pair = selfSigned('desk.example', new Date())
      host.smtpInTls = () => pair
      await start()
      await encrypted(pair.cert, 'support@shop.example')
      expect(host.kept[0]?.raw.toString()).toContain(' with ESMTPS id ')
      await expect(encrypted(pair.cert, 'support@shop.example', 'other.example')).rejects.toThrow(
        /altnames|certificate/i,
      )
      // In the open still works: not every server can encrypt.
      await createTransport({ host: '127.0.0.1', port, ignoreTLS: true }).sendMail({
        envelope: { from: 'hanako@customer.example', to: 'sales@shop.example' },
        raw,
      })
      expect(host.kept[1]?.raw.toString()).toContain(' with ESMTP id ')
    })

    it('shows a renewed one without a restart, and the old one while the new can’t be read', async () => {
      let pair = selfSigned('desk.example', new Date())
      let broken = false
      host.smtpInTls = () => {
        if (broken) throw new Error('half written')
        return pair
      }
      await start({ renewEvery: 20 })
      const old = pair.cert
      broken = true
      await encrypted(old, 'support@shop.example')
      pair = selfSigned('desk.example', new Date())
      broken = false
      await expect
        .poll(() =>
          encrypted(pair.cert, 'support@shop.example').then(
            () => 'sent',
            () => 'refused',
          ),
        )
        .toBe('sent')
    })

    it('offers none where it has none: never one that anybody has the key of', async () => {
      await start()
      await expect(encrypted('', 'support@shop.example')).rejects.toThrow(/STARTTLS/)
    })
  })

  it('says so when the port is taken', async () => {
    await start()
    await expect(startReceiver(host, port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
