import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { reachOf } from './address.ts'
import { HttpRefused, HttpUnreachable } from './errors.ts'

/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<string[]>

/** An address that was checked: where to connect, whatever the name means a moment later. */
export interface Target {
  url: URL
  addresses: string[]
}

const LONGEST_URL = 2048
const DNS_MS = 10_000

const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)

/** The parsed address, if it is one that may be called at all. Throws `HttpRefused`. */
const readUrl = (text: string): URL => {
  const url = text.length <= LONGEST_URL && URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new HttpRefused('address', {
      en: `This is not a web address. Give one that begins with https:// (at most ${LONGEST_URL} characters).`,
      ja: `Webアドレスではありません。https:// で始まるアドレス（${LONGEST_URL}文字以内）を入力してください。`,
    })
  }
  if (url.username !== '' || url.password !== '') {
    throw new HttpRefused('address', {
      en: 'A user name or password may not stand in the address. Remove the part before the @.',
      ja: 'アドレスにユーザー名やパスワードを含めることはできません。@ より前の部分を削除してください。',
    })
  }
  return url
}

const unknownHost = (host: string): HttpUnreachable =>
  new HttpUnreachable(
    'unknown-host',
    {
      en: `The name ${host} can't be found. Check the spelling, and that this machine can resolve names.`,
      ja: `${host} というホスト名が見つかりません。綴りと、このサーバーの名前解決の設定をご確認ください。`,
    },
    false,
  )

const inTime = async (work: Promise<string[]>, host: string): Promise<string[]> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unknownHost(host)), DNS_MS)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const addressesOf = async (host: string, resolve: Resolve): Promise<string[]> => {
  if (isIP(host)) return [host]
  const found = await inTime(resolve(host), host).catch(() => [])
  if (found.length === 0) throw unknownHost(host)
  return found
}

/**
 * Checks an address that a person typed, and finds where to connect: one name that leads, by any of its addresses,
 * into a private network is refused as a whole. Throws `HttpRefused` or `HttpUnreachable`.
 */
export const findTarget = async (
  text: string,
  allowPrivate: boolean,
  resolve: Resolve = systemResolve,
): Promise<Target> => {
  const url = readUrl(text)
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const addresses = await addressesOf(host, resolve)
  const reaches = new Set(addresses.map(reachOf))
  if (reaches.has('never')) {
    throw new HttpRefused('private', {
      en: `${host} leads to an address that is never called (this machine's own network or a reserved one). Give a public address.`,
      ja: `${host} は接続が許可されないアドレス（リンクローカルや予約済みの範囲）を指しています。公開されたアドレスを指定してください。`,
    })
  }
  if (reaches.has('private') && !allowPrivate) {
    throw new HttpRefused('private', {
      en: `${host} leads into a private network, which is not allowed. Give a public address, or let the operator set MADOGUCHI_PRIVATE_NETWORK=true.`,
      ja: `${host} はプライベートネットワーク内を指しているため接続できません。公開されたアドレスを指定するか、サーバー管理者に MADOGUCHI_PRIVATE_NETWORK=true の設定を依頼してください。`,
    })
  }
  return { url, addresses }
}
