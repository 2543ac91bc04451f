import ipaddr from 'ipaddr.js'

/** Ranges that an owner may open with MADOGUCHI_PRIVATE_NETWORK: networks of their own. */
const OWN = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'])

/**
 * Where clouds hand their machines' credentials to whoever asks from inside. Never an address that a person means, so
 * closed also where private networks are open. (169.254.0.0/16 and fe80::/10 are closed as link-local anyway.)
 */
const METADATA = new Set(['fd00:ec2::254', '100.100.100.200', '168.63.129.16', '192.0.0.192'])

/** IPv6 that the whole internet means the same by (RFC 4291); outside of it lie old forms such as ::127.0.0.1. */
const GLOBAL = ipaddr.IPv6.parseCIDR('2000::/3')

/** What an address is: for everybody, inside a network of somebody's own, or nothing that is ever connected to. */
export type Reach = 'public' | 'private' | 'never'

/** Judges an IPv4 or IPv6 address; IPv4 written as IPv6 (::ffff:a.b.c.d) is judged as the IPv4 that it is. */
export const reachOf = (text: string): Reach => {
  if (!ipaddr.isValid(text)) return 'never'
  const address = ipaddr.process(text)
  if (METADATA.has(address.toString())) return 'never'
  const range = address.range()
  if (OWN.has(range)) return 'private'
  if (range !== 'unicast') return 'never'
  return address instanceof ipaddr.IPv6 && !address.match(GLOBAL) ? 'never' : 'public'
}
