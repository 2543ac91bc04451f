import { randomBytes, randomUUID } from 'node:crypto'
import { createTransport, type Transporter } from 'nodemailer'
import { callApi, type Product } from '../product.ts'
import { openVisitors, post } from '../visitors.ts'

/** What the load is made of. */
export interface Mix {
  /** Hands over the nth message; resolves when it is acknowledged. */
  hand(n: number): Promise<void>
  close(): void
}

/** Where the product takes and leaves messages. */
export interface Places {
  /** The product as several callers see it who write answers in turn: none of them may call too often. */
  writers: readonly Product[]
  chatUrl: string
  receiverPort: number
  receiver: string
  conversations: readonly string[]
}

/** Of ten messages: 1 is an answer, 2 are mails, 7 are chat posts. */
const KINDS = ['chat', 'mail', 'chat', 'chat', 'answer', 'chat', 'chat', 'mail', 'chat', 'chat'] as const
const POSTS_A_VISITOR = 4
/** Every fourth mail carries a file. */
const FILE_EVERY = 4
const FILE_BYTES = 50 * 1024

/** Visitors who write four times each, and then others come. */
const chatting = (url: string): (() => Promise<void>) => {
  let next = 1_000_000
  const free: { visitor: number; session: string; left: number }[] = []
  return async () => {
    let one = free.pop()
    if (!one) {
      const visitor = next++
      const [session = ''] = await openVisitors(url, 1, visitor)
      one = { visitor, session, left: POSTS_A_VISITOR }
    }
    one.left -= 1
    await post(url, one.session, one.visitor, '注文した商品がまだ届きません。いつ届きますか。')
    if (one.left > 0) free.unshift(one)
  }
}

const mailing = (transport: Transporter, receiver: string): (() => Promise<void>) => {
  const file = randomBytes(FILE_BYTES)
  let n = 0
  return async () => {
    n += 1
    await transport.sendMail({
      from: `客 <customer${n % 5000}@customer.example>`,
      to: receiver,
      subject: 'お問い合わせ',
      text: `注文した商品がまだ届きません。${n}`,
      messageId: `<${randomUUID()}@customer.example>`,
      attachments: n % FILE_EVERY === 0 ? [{ filename: '写真.jpg', content: file }] : [],
    })
  }
}

/** Puts the load together. */
export const openMix = ({ writers, chatUrl, receiverPort, receiver, conversations }: Places): Mix => {
  const transport = createTransport({
    host: '127.0.0.1',
    port: receiverPort,
    ignoreTLS: true,
    pool: true,
    maxConnections: 4,
    maxMessages: Number.POSITIVE_INFINITY,
  })
  let answers = 0
  const kinds = {
    chat: chatting(chatUrl),
    mail: mailing(transport, receiver),
    async answer() {
      answers += 1
      const conversation = conversations[answers % conversations.length]
      const text = `#reply-${answers}# お調べいたします。`
      const writer = writers[answers % writers.length]
      if (writer)
        await callApi(writer, 'POST', `/api/conversations/${conversation}/replies`, { text, anyway: true })
    },
  }
  return {
    hand: (n) => kinds[KINDS[n % KINDS.length] ?? 'chat'](),
    close: () => transport.close(),
  }
}
