import addressparser from 'nodemailer/lib/addressparser'
import { decodeText } from '../charset/decode-text.ts'
import { decodeHeader } from './decode-header.ts'

/** An address as it stands in a header. The name is decoded; both are free of control characters. */
export interface MailAddress {
  address: string
  name?: string
}

const longest = 320
/** Addresses that are read of one kind of header, however many lines there are of it. */
export const mostAddresses = 200
const encodedRun = /=\?[^?\s=]{1,60}\?[BbQq]\?.*?\?=(?:\s*=\?[^?\s=]{1,60}\?[BbQq]\?.*?\?=)*/gs

const usable = (address: string): boolean =>
  address.length <= longest &&
  /^[^\s@<>,;]+(?:@[^\s@<>,;]+)*@[^\s@<>,;]+$/.test(address) &&
  !/\p{Cc}/u.test(address)

/** `'Name'` and `"Name"` are somebody's program quoting twice; a name equal to the address says nothing. */
const cleanName = (name: string, address: string): string | undefined => {
  const bare = name
    .trim()
    .replace(/^(['"])(.*)\1$/s, '$2')
    .trim()
  return bare === '' || bare.toLowerCase() === address.toLowerCase() ? undefined : bare.slice(0, longest)
}

/**
 * Addresses of a raw header value (one character a byte), in order. Encoded words are kept out of the address
 * grammar, since names may hold commas and brackets once decoded. Addresses that break the RFC as Japanese
 * carriers allow (`a..b.@docomo.ne.jp`) are accepted; what is no address is left out.
 */
export const readAddresses = (raw: string): MailAddress[] => {
  const words: string[] = []
  const source = /^[\t -~]*$/.test(raw) ? raw : decodeText(Buffer.from(raw, 'latin1'))
  // Behind the last end of an encoded word there is none: each would be looked for up to the end of the header.
  const end = source.lastIndexOf('?=') + 2
  const masked =
    source
      .slice(0, end)
      .replaceAll(encodedRun, (run) => `\u{f0000}${words.push(decodeHeader(run)) - 1}\u{f0001}`) +
    source.slice(end)
  const unmask = (text: string): string =>
    text.replaceAll(/\u{f0000}(\d+)\u{f0001}/gu, (_whole, index: string) => words[Number(index)] ?? '')
  const listed = (text: string): MailAddress[] =>
    addressparser(text, { flatten: true })
      .slice(0, mostAddresses)
      .flatMap((entry) => {
        const address = entry.address.replace(/^\[(.*)\]$/, '$1').trim()
        if (!usable(address) || address.includes('\u{f0000}')) return []
        const name = cleanName(unmask(entry.name ?? ''), address)
        return [name ? { address, name } : { address }]
      })
  const asWritten = listed(masked)
  // A quote that never closes would swallow the address behind it.
  const found = asWritten.length > 0 ? asWritten : listed(masked.replaceAll('"', ' '))
  if (found.length > 0 || words.length === 0) return found
  // A program that encoded the whole mailbox: only `<…>` inside is trusted to be an address.
  const inside = /^(.*)<([^<>]+)>\s*$/s.exec(words.join(' '))
  const address = inside?.[2]?.trim() ?? ''
  if (!usable(address)) return []
  const name = cleanName(inside?.[1] ?? '', address)
  return [name ? { address, name } : { address }]
}

/** True when both mean one mailbox: letter case and a local part in quotes make no difference. */
export const sameAddress = (a: string, b: string): boolean => canonical(a) === canonical(b)

const canonical = (address: string): string =>
  address
    .trim()
    .toLowerCase()
    .replace(/^"(.*)"@/, '$1@')
