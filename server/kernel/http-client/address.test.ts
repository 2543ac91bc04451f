import { describe, expect, it } from 'vitest'
import { reachOf } from './address.ts'

describe('the reach of an address', () => {
  it.each([
    ['93.184.216.34', 'public'],
    ['2606:4700::6810:84e5', 'public'],
    ['::ffff:93.184.216.34', 'public'],
    ['127.0.0.1', 'private'],
    ['127.8.9.1', 'private'],
    ['::1', 'private'],
    ['::ffff:127.0.0.1', 'private'],
    ['10.0.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['::ffff:c0a8:101', 'private'],
    ['100.64.0.1', 'private'],
    ['fd12:3456::1', 'private'],
    ['169.254.169.254', 'never'],
    ['::ffff:169.254.169.254', 'never'],
    ['fd00:ec2::254', 'never'],
    ['fd00:0ec2:0::254', 'never'],
    ['100.100.100.200', 'never'],
    ['168.63.129.16', 'never'],
    ['fe80::1', 'never'],
    ['fec0::1', 'never'],
    ['0.0.0.0', 'never'],
    ['0.1.2.3', 'never'],
    ['::', 'never'],
    ['::7f00:1', 'never'],
    ['64:ff9b::7f00:1', 'never'],
    ['2002:7f00:1::', 'never'],
    ['2001:db8::1', 'never'],
    ['4000::1', 'never'],
    ['224.0.0.1', 'never'],
    ['ff02::1', 'never'],
    ['255.255.255.255', 'never'],
    ['198.18.0.1', 'never'],
    ['not an address', 'never'],
  ])('of %s is %s', (address, reach) => {
    expect(reachOf(address)).toBe(reach)
  })
})
