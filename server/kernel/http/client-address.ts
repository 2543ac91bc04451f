import type { IncomingHttpHeaders } from 'node:http'
import ipaddr from 'ipaddr.js'

const NAMED: Record<string, string[]> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
}

/** The address ranges behind the setting's words. */
export const proxyRanges = (trusted: readonly string[]): string[] =>
  trusted.flatMap((proxy) => NAMED[proxy] ?? [proxy])

/**
 * The client's address of a raw request: the last address of X-Forwarded-For that is not a trusted proxy's, as long as
 * every hop behind it is trusted. The same rule as for ordinary requests, for WebSocket upgrades.
 */
export const clientAddress = (
  trusted: readonly string[],
): ((headers: IncomingHttpHeaders, remote: string) => string) => {
  const ranges = proxyRanges(trusted).map((range) =>
    ipaddr.parseCIDR(range.includes('/') ? range : `${range}/${range.includes(':') ? 128 : 32}`),
  )
  const isTrusted = (address: string): boolean => {
    if (!ipaddr.isValid(address)) return false
    const parsed = ipaddr.process(address)
    return ranges.some(
      ([network, bits]) => network.kind() === parsed.kind() && parsed.match(network as never, bits),
    )
  }
  return (headers, remote) => {
    const hops = String(headers['x-forwarded-for'] ?? '')
      .split(',')
      .map((hop) => hop.trim())
      .filter(Boolean)
    let address = remote
    while (isTrusted(address) && hops.length > 0) address = hops.pop() as string
    return address
  }
}

/**
 * What stands for a client where calls are counted: an IPv4 address, or the first 64 bits of an IPv6 one, since a
 * household owns all the rest.
 */
export const networkOf = (ip: string): string => {
  if (!ipaddr.isValid(ip)) return ip.slice(0, 60)
  const address = ipaddr.process(ip)
  if (address instanceof ipaddr.IPv4) return address.toString()
  const front = address.parts.slice(0, 4).map((part) => part.toString(16))
  return `${front.join(':')}::/64`
}
