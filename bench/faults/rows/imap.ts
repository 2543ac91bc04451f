import { ImapFlow } from 'imapflow'
import type { Fault } from '../fault.ts'
import { sleep } from '../insist.ts'
import { mailOf } from '../ways.ts'
import type { World } from '../world.ts'

/** Fills the mailbox with one large mail, as others do who write to it too. */
const fill = async ({ street, mailbox }: World): Promise<void> => {
  const ballast = mailOf(0, 'ballast', 'x'.repeat(70).concat('\r\n').repeat(2000), mailbox)
  await street.mail.deliver(mailbox, ballast)
}

/** Takes the large mail out again, as its owner does who is told that the mailbox is full. */
const makeRoom = async ({ street, mailbox }: World): Promise<void> => {
  const { mail } = street
  const client = new ImapFlow({
    host: mail.host,
    port: mail.imap.tls,
    secure: true,
    auth: { user: mailbox, pass: mail.password },
    tls: { ca: mail.authority },
    logger: false,
  })
  await client.connect()
  try {
    await client.mailboxOpen('INBOX')
    await client.messageDelete({ larger: 50_000 })
  } finally {
    await client.logout()
  }
}

export const imapFaults: readonly Fault[] = [
  {
    name: 'imap-hangs',
    what: 'The IMAP server keeps its connections and says nothing for 25 seconds; those that hung stay so.',
    patience: 150,
    async strike({ toImap }) {
      toImap.stall()
      await sleep(25_000)
      toImap.release()
    },
  },
  {
    name: 'imap-closes',
    what: 'Connections are cut in the middle of a mail, between keeping it and marking it as seen, and at any time.',
    async strike({ toImap }) {
      toImap.cutAt('STORE', 3)
      await sleep(9000)
      for (const bytes of [300, 900, 2500]) {
        toImap.cutAfter(bytes)
        await sleep(3000)
      }
      toImap.cut()
    },
  },
  {
    name: 'imap-slow',
    what: 'The IMAP server’s answers come at 1,500 bytes a second.',
    async strike({ toImap }) {
      toImap.slow(1500)
      await sleep(12_000)
      toImap.slow(0)
    },
  },
  {
    name: 'imap-refuses',
    what: 'All connections to the IMAP server are cut, and for eight seconds each new one is closed at once.',
    async strike({ toImap }) {
      toImap.refuse(true)
      toImap.cut()
      await sleep(8000)
      toImap.refuse(false)
    },
  },
  {
    name: 'imap-uidvalidity',
    what: 'The mailbox gets new UIDs twice, and mails that are known arrive once more with the same bytes.',
    async strike(world) {
      const { street, mailbox } = world
      for (let round = 0; round < 2; round += 1) {
        await street.mail.changeUidValidity(mailbox)
        for (const n of [0, 1, 2])
          await street.mail.deliver(mailbox, mailOf(n, `#imap-${n}#`, textOf(n), mailbox))
        await sleep(5000)
      }
    },
  },
  {
    name: 'imap-quota',
    what: 'The mailbox is full: mail to it is refused for a while, and copies of sent mail can’t be filed.',
    quota: '180k',
    async strike(world) {
      await fill(world)
      await sleep(7000)
      await makeRoom(world)
    },
  },
]

const textOf = (n: number): string => `#imap-${n}# 注文した商品が届きません。㈱髙島`
