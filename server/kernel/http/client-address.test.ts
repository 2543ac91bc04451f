import { describe, expect, it } from 'vitest'
import { testKernel } from '../../../test/harness/database.ts'
import { clientAddress, createServer, networkOf } from './index.ts'

/** The address of a request and of a live connection, as two separate ways find it. */
const addressesOf = async (proxies: string, remote: string, forwarded?: string): Promise<string[]> => {
  const kernel = testKernel(undefined, { MADOGUCHI_TRUSTED_PROXIES: proxies })
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const server = await createServer(kernel)
  server.get('/', async (request) => request.ip)
  const { body } = await server.inject({ url: '/', remoteAddress: remote, headers })
  await server.close()
  return [body, clientAddress(kernel.config.trustedProxies)(headers, remote)]
}

describe('the address of a client', () => {
  it.each([
    ['nobody stands between', 'loopback', '203.0.113.5', undefined, '203.0.113.5'],
    ['a stranger names another one', 'loopback', '203.0.113.5', '198.51.100.1', '203.0.113.5'],
    ['a proxy of ours names it', 'loopback', '127.0.0.1', '198.51.100.1', '198.51.100.1'],
    [
      'a client forged one before our proxy',
      'loopback',
      '127.0.0.1',
      '8.8.8.8, 198.51.100.1',
      '198.51.100.1',
    ],
    [
      'it came through two of ours',
      'loopback,10.0.0.0/8',
      '127.0.0.1',
      '8.8.8.8, 198.51.100.1, 10.1.2.3',
      '198.51.100.1',
    ],
    ['a proxy that is not ours names it', '192.0.2.1', '192.0.2.2', '198.51.100.1', '192.0.2.2'],
    [
      'a client behind our proxy claims to be our proxy',
      'loopback',
      '127.0.0.1',
      '127.0.0.1, 203.0.113.9',
      '203.0.113.9',
    ],
    ['our proxy speaks IPv6', 'loopback', '::1', '2001:db8::7', '2001:db8::7'],
  ])(
    'is the same for requests and live connections where %s',
    async (_, proxies, remote, forwarded, wanted) => {
      expect(await addressesOf(proxies, remote, forwarded)).toEqual([wanted, wanted])
    },
  )
})

describe('a network', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'],
    ['::ffff:203.0.113.5', '203.0.113.5'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['nonsense', 'nonsense'],
  ])('of %s is %s', (ip, wanted) => {
    expect(networkOf(ip)).toBe(wanted)
  })
})
