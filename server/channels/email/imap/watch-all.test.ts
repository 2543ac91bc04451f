import { expect, it } from 'vitest'
import { fakeHost } from '../../../../test/mailserver/fake-host.ts'
import { freePorts } from '../../../../test/mailserver/free-ports.ts'
import { testAccount } from '../testing.ts'
import { watchAll } from './watch-all.ts'

it('goes on waiting longer although everything that it reports is told back to it', async () => {
  const [port = 0] = await freePorts(1)
  const host = fakeHost()
  const account = testAccount({ receive: { how: 'imap', host: '127.0.0.1', port, user: 'u' } })
  host.accounts = [account]
  const waits: number[] = []
  const watching = await watchAll(host, {
    timeouts: { connect: 2_000, greeting: 2_000, socket: 2_000 },
    lease: 50,
    backOff: (failures) => {
      waits.push(failures)
      // Its provider changes them as often as they are used.
      const refreshToken = `changed ${failures}`
      const access = { token: refreshToken, until: failures, refreshToken }
      host.accounts = [{ ...account, secrets: { ...account.secrets, refreshToken, access } }]
      void watching.refresh(host.accounts[0]?.id ?? '')
      return 20
    },
  })
  await expect.poll(() => waits.length, { timeout: 20_000 }).toBeGreaterThan(5)
  await watching.stop()
  expect(waits).toEqual(waits.map((_wait, index) => index + 1))
  expect(host.health.map(({ state }) => state)).toEqual(['failing'])
})

it('takes back that a connection fails once mail is fetched through it no more', async () => {
  const [port = 0] = await freePorts(1)
  const host = fakeHost()
  const account = testAccount({ receive: { how: 'imap', host: '127.0.0.1', port, user: 'u' } })
  host.accounts = [account]
  const states = () => host.health.map(({ state }) => state)
  const watching = await watchAll(host)
  await expect.poll(states, { timeout: 20_000 }).toEqual(['failing'])
  host.accounts = [{ ...account, settings: { ...account.settings, receive: { how: 'nothing' } } }]
  await watching.refresh(account.id)
  await watching.refresh(account.id)
  expect(states()).toEqual(['failing', 'unknown'])
  await watching.stop()
})
