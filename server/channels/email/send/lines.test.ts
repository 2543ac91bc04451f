import { afterEach, describe, expect, it } from 'vitest'
import {
  type ScriptedSmtp,
  type Script,
  startScriptedSmtp,
} from '../../../../test/mailserver/scripted-smtp.ts'
import { testAccount, testMessage } from '../testing.ts'
import { host } from './fixtures/send-to.ts'
import { send } from './send.ts'
import { inPlace } from '../net/smtp-lines.ts'
import { Busy } from '../net/slots.ts'

const servers: ScriptedSmtp[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop()
})

/** A server by this script, and an account that sends through it. */
const connect = async (script: Script = {}) => {
  const server = await startScriptedSmtp(script)
  servers.push(server)
  const smtp = { host: '127.0.0.1', port: server.port, security: 'none', user: '' }
  return { server, account: testAccount({ smtp }) }
}

describe('a place at a mail server', () => {
  const at = (host: string, user = 'support@shop.example') => ({ host, port: 587, user })
  /** So many mails that hold their places until they are let go. */
  const hold = (count: number, smtp: (n: number) => ReturnType<typeof at>) => {
    let release: () => void = () => undefined
    const busy = new Promise<void>((resolve) => (release = resolve))
    let begun = 0
    const task = () => {
      begun += 1
      return busy
    }
    const held = Array.from({ length: count }, (_, n) => inPlace(smtp(n), task))
    return { task, begun: () => begun, end: () => (release(), Promise.all(held)) }
  }

  it('is waited for while places change hands, and given up without having begun when none does', async () => {
    const smtp = at('smtp.office365.com')
    const { task, begun, end } = hold(3, () => smtp)
    const patient = inPlace(smtp, task)
    await expect(inPlace(smtp, task, 5)).rejects.toBeInstanceOf(Busy)
    await expect(inPlace(smtp, task, 0)).rejects.toBeInstanceOf(Busy)
    expect(begun()).toBe(3)
    await end()
    await patient
    expect(begun()).toBe(4)
  })

  it('is one of three for whoever signs in to a mailbox of Microsoft 365, in whichever inbox', async () => {
    const { task, begun, end } = hold(3, () => at('smtp.office365.com', 'Team@shop.example'))
    await expect(inPlace(at('SMTP.office365.com', 'team@shop.example'), task, 0)).rejects.toBeInstanceOf(Busy)
    const other = inPlace(at('smtp.office365.com', 'other@shop.example'), task, 0)
    expect(begun()).toBe(4)
    await end()
    await other
  })

  it('is one of twelve at any server, so that one that hangs leaves jobs for the others', async () => {
    const { task, begun, end } = hold(12, (n) => at('smtp.hangs.example', `user${n}@shop.example`))
    await expect(inPlace(at('smtp.hangs.example'), task, 0)).rejects.toBeInstanceOf(Busy)
    const elsewhere = inPlace(at('smtp.shop.example'), task, 0)
    expect(begun()).toBe(13)
    await end()
    await elsewhere
  })
})

describe('a connection to a mail server', () => {
  it('takes one mail after the other, and as many as there are at once', async () => {
    const { server, account } = await connect()
    for (let n = 0; n < 3; n += 1)
      expect(await send(testMessage(), account, host)).toMatchObject({ outcome: 'sent' })
    expect([server.mails.length, server.connections()]).toEqual([3, 1])
    await Promise.all([1, 2, 3].map(() => send(testMessage(), account, host)))
    expect([server.mails.length, server.connections()]).toEqual([6, 3])
  })

  it('is given up after many mails, as servers wish', async () => {
    const { server, account } = await connect()
    for (let n = 0; n < 51; n += 1) await send(testMessage(), account, host)
    expect([server.mails.length, server.connections()]).toEqual([51, 2])
  })

  it.each(['drop', '421 4.4.2 idle for too long'])(
    'that ends while it waits (%s) costs no mail',
    async (RSET) => {
      const { server, account } = await connect({ RSET })
      for (let n = 0; n < 3; n += 1)
        expect(await send(testMessage(), account, host)).toMatchObject({ outcome: 'sent' })
      expect([server.mails.length, server.connections()]).toEqual([3, 3])
    },
  )

  it.each(['drop', '421 4.7.0 too many messages in this connection'])(
    'that takes no further mail (%s) costs none either',
    async (answer) => {
      const { server, account } = await connect({ 'then MAIL': answer })
      for (let n = 0; n < 3; n += 1)
        expect(await send(testMessage(), account, host)).toMatchObject({ outcome: 'sent' })
      expect([server.mails.length, server.connections()]).toEqual([3, 3])
    },
  )

  it('that is refused from the first mail on is not opened again and again', async () => {
    const { server, account } = await connect({ MAIL: '421 4.7.0 too many connections' })
    expect(await send(testMessage(), account, host)).toMatchObject({ outcome: 'unreachable' })
    expect(server.connections()).toBe(1)
  })

  it('is not used again after it failed, or by whoever signs in otherwise', async () => {
    const { server, account } = await connect({ 'RCPT TO:<NOBODY': '550 5.1.1 no such user' })
    const to = [{ kind: 'email', value: 'nobody@customer.example' }]
    expect(await send(testMessage({ to }), account, host)).toMatchObject({ outcome: 'refused' })
    await send(testMessage(), account, host)
    expect(server.connections()).toBe(2)
    await send(testMessage(), { ...account, secrets: { ...account.secrets, password: 'another' } }, host)
    expect(server.connections()).toBe(3)
  })
})
