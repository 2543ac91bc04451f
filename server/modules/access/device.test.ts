import { expect, it } from 'vitest'
import { deviceName } from './device.ts'

it('names browser and system as people know them', () => {
  const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko)'
  expect(deviceName(`${mac} Chrome/140.0.0.0 Safari/537.36`)).toBe('Chrome, macOS')
  expect(deviceName(`${mac} Chrome/140.0.0.0 Safari/537.36 Edg/140.0`)).toBe('Edge, macOS')
  expect(
    deviceName('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36'),
  ).toBe('Chrome, Android')
  expect(deviceName('curl/8.9.1')).toBe('curl/8.9.1')
  expect(deviceName(undefined)).toBe('?')
  expect(deviceName('x'.repeat(4000))).toHaveLength(60)
})
