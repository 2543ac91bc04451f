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
  const at = (host: string) => ({
    host,
    port: 587,
    security: 'starttls' as const,
    user: 'support@shop.example',
  })

  it('is waited for where only three are given, and not for so long that nobody expects the mail any more', async () => {
    const account = testAccount()
    let release: () => void = () => undefined
    const busy = new Promise<void>((resolve) => (release = resolve))
    let begun = 0
    const task = () => {
      begun += 1
      return busy
    }
    const smtp = at('smtp.office365.com')
    const first = [1, 2, 3].map(() => inPlace(account, smtp, task))
    const patient = inPlace(account, smtp, task)
    const late = inPlace(account, smtp, task, 0)
    const elsewhere = inPlace(account, at('smtp.shop.example'), task)
    expect(begun).toBe(4)
    setTimeout(release, 5)
    await expect(late).rejects.toThrow('busy')
    await Promise.all([...first, patient, elsewhere])
    expect(begun).toBe(5)
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
