import { randomUUID } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { insist, sleep } from './insist.ts'
import type { World } from './world.ts'

/** A way in or out: hands one marked text over, and resolves once the other side has acknowledged it. */
export interface Way {
  name: 'imap' | 'smtp' | 'chat' | 'reply'
  /** Milliseconds between two. */
  every: number
  hand(world: World, n: number, mark: string, text: string): Promise<void>
}

/** How long a sender goes on trying. */
const PATIENCE_MS = 90_000

/** A mail of one of a few customers; its words are sent as they are, so that a proxy can see them pass. */
export const mailOf = (n: number, mark: string, text: string, to: string): string =>
  [
    `From: =?UTF-8?B?${Buffer.from(`客 ${n % 9}`).toString('base64')}?= <customer${n % 9}@customer.example>`,
    `To: ${to}`,
    `Message-ID: <${mark.replaceAll('#', '')}.${to.replace('@', '.')}@customer.example>`,
    `Date: ${new Date().toUTCString()}`,
    'Subject: =?ISO-2022-JP?B?GyRCPEFMZCRON28bKEI=?=',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    text,
    '',
  ].join('\r\n')

/** Tries until it works, as a mail server does that keeps what it could not hand on. */
const keepTrying = async (work: () => Promise<unknown>): Promise<void> => {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      await work()
      return
    } catch (error) {
      if (performance.now() > end) throw error
      await sleep(300)
    }
  }
}

const intoMailbox: Way = {
  name: 'imap',
  every: 220,
  hand: ({ street, mailbox }, n, mark, text) =>
    keepTrying(() => street.mail.deliver(mailbox, mailOf(n, mark, text, mailbox))),
}

const throughPostfix: Way = {
  name: 'smtp',
  every: 260,
  hand: ({ street, receiver }, n, mark, text) =>
    keepTrying(() =>
      createTransport({ host: street.mail.host, port: street.mail.smtp.plain, ignoreTLS: true }).sendMail({
        envelope: { from: `customer${n % 9}@customer.example`, to: receiver },
        raw: mailOf(n, mark, text, receiver),
      }),
    ),
}

const fromChat: Way = {
  name: 'chat',
  every: 90,
  async hand({ house, chatToken, visitors }, n, _mark, text) {
    const headers = {
      'x-madoguchi-visitor': visitors[n % visitors.length] ?? '',
      'x-forwarded-for': `10.9.0.${n % visitors.length}`,
    }
    const body = { id: randomUUID(), text, place: { url: 'https://shop.example/' } }
    await insist(`${house.urls[0]}/channels/chat/${chatToken}/messages`, 'POST', headers, body, PATIENCE_MS)
  },
}

const toCustomers: Way = {
  name: 'reply',
  every: 350,
  async hand({ api, conversations }, n, _mark, text) {
    const path = `/api/conversations/${conversations[n % conversations.length]}/replies`
    await api('POST', path, { text, anyway: true }, randomUUID())
  },
}

/** Every way that messages come in and answers go out. */
export const ways: readonly Way[] = [intoMailbox, throughPostfix, fromChat, toCustomers]
