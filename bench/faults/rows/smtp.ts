import type { Fault } from '../fault.ts'
import { sleep, until } from '../insist.ts'

/** The words with which the sink, and our receiver, confirm a mail. */
const CONFIRMED = 'message queued'

export const smtpFaults: readonly Fault[] = [
  {
    name: 'smtp-hangs-before-data',
    what: 'The SMTP server keeps connections and says nothing for 24 seconds, so that senders give up.',
    async strike({ toSink }) {
      toSink.stall()
      await sleep(24_000)
      toSink.cut()
      toSink.release()
    },
  },
  {
    name: 'smtp-hangs-after-data',
    what: 'The SMTP server takes mails and confirms none for eight seconds, and then cuts the connections.',
    async strike({ sink, toSink }) {
      sink.whole = () => new Promise(() => undefined)
      await sleep(8000)
      sink.whole = () => undefined
      toSink.cut()
    },
  },
  {
    name: 'smtp-closes',
    what: 'Connections are cut before DATA, in the middle of a mail, and right before the confirmation of one that was taken.',
    async strike({ toSink }) {
      for (const text of ['DATA\r\n', 'MIME-Version', CONFIRMED]) {
        toSink.cutAt(text, 3)
        await sleep(4000)
      }
    },
  },
  {
    name: 'smtp-slow',
    what: 'The SMTP server answers at 60 bytes a second and takes a second more for each mail.',
    async strike({ sink, toSink }) {
      toSink.slow(60)
      sink.whole = () => sleep(1000)
      await sleep(12_000)
      toSink.slow(0)
      sink.whole = () => undefined
    },
  },
  {
    name: 'smtp-refuses',
    what: 'The SMTP server cannot be reached, then answers 421 to senders and 451 to mails, then takes them.',
    async strike({ sink, toSink }) {
      toSink.refuse(true)
      await sleep(3000)
      toSink.refuse(false)
      sink.judge = (at) => (at === 'sender' ? { code: 421, text: '4.3.2 Not now' } : undefined)
      await sleep(3000)
      sink.judge = (at) => (at === 'mail' ? { code: 451, text: '4.3.0 Try again later' } : undefined)
      await sleep(3000)
      sink.judge = () => undefined
    },
  },
  {
    name: 'smtp-quota',
    what: 'Mailboxes are full: 452, which is tried again, then 552, which is final until an agent sends again.',
    async strike({ sink, api }) {
      sink.judge = (at) => (at === 'mail' ? { code: 452, text: '4.2.2 Mailbox full' } : undefined)
      await sleep(3000)
      sink.judge = (at) => (at === 'mail' ? { code: 552, text: '5.2.2 Mailbox full' } : undefined)
      const failed = (): Promise<{ items: unknown[] }> => api('GET', '/api/unsent?tab=failed')
      await until(async () => (await failed()).items.length > 2, 20_000)
      sink.judge = () => undefined
      await sleep(1000)
      await api('POST', '/api/unsent/resend', {}, 'again')
    },
  },
  {
    name: 'smtp-in-closes-in-data',
    what: 'Connections of a Postfix that hands mail to the receiver are cut in the middle of a mail.',
    async strike({ street }) {
      street.toReceiver.cutAt('MIME-Version', 8)
      await sleep(8000)
    },
  },
  {
    name: 'smtp-in-closes-before-250',
    what: 'Connections of that Postfix are cut when the mail is kept and before Postfix hears of it.',
    async strike({ street }) {
      street.toReceiver.cutAt(CONFIRMED, 8)
      await sleep(8000)
    },
  },
]
