import { once } from 'node:events'
import { expect, it } from 'vitest'
import { readConfig } from '../kernel/config/index.ts'
import { createServer, type AddressInfo } from 'node:net'
import { choosePort, tryPort } from './choose-port.ts'

it('takes a free port for none, so that addresses can be made of it', async () => {
  const { port } = await choosePort(readConfig({ MADOGUCHI_PORT: '0' }))
  expect(port).toBeGreaterThan(0)
})

it('keeps the port that is set', async () => {
  expect(await choosePort(readConfig({ MADOGUCHI_PORT: '4321' }))).toMatchObject({ port: 4321 })
})

it('says that the machine has no such address, as listening does', async () => {
  const config = readConfig({ MADOGUCHI_PORT: '0', MADOGUCHI_HOST: '192.0.2.1' })
  await expect(choosePort(config)).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' })
})

it('finds out that a port is taken, before anything is made for it', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const config = readConfig({ MADOGUCHI_PORT: String(port), MADOGUCHI_HOST: '127.0.0.1' })
  await expect(tryPort(config)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await once(server.close(), 'close')
  expect(await tryPort(config)).toBe(port)
})
