import { HttpRefused, HttpUnreachable, type Failure, type Sentence } from './errors.ts'

const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
])
/** Nothing of the request had left when these happened. */
const BEFORE_SENDING = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'ETIMEDOUT',
])
const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_SSL|EPROTO|HOSTNAME_MISMATCH)/

const codeOf = (error: unknown): string => {
  const { code, errors } = error as { code?: unknown; errors?: unknown[] }
  // Several addresses were tried: the first failure stands for all.
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0])
  return typeof code === 'string' ? code : ''
}

const words: Record<Exclude<Failure, 'unknown-host'>, (host: string, code: string) => Sentence> = {
  timeout: (host) => ({
    en: `${host} did not answer in time.`,
    ja: `${host} から時間内に応答がありませんでした。`,
  }),
  certificate: (host, code) => ({
    en: `No secure connection to ${host}: its certificate is not valid here (${code}).`,
    ja: `${host} への安全な接続を確立できません。証明書が有効ではありません（${code}）。`,
  }),
  connection: (host, code) => ({
    en: `${host} can't be reached${code ? ` (${code})` : ''}.`,
    ja: `${host} に接続できません${code ? `（${code}）` : ''}。`,
  }),
  protocol: (host) => ({
    en: `${host} did not answer as a web server does.`,
    ja: `${host} の応答は Web サーバーのものではありません。`,
  }),
  stopped: () => ({ en: 'We stopped before an answer came.', ja: '応答を受け取る前に処理を停止しました。' }),
}

const kindOf = (code: string, error: unknown, stopped: boolean): Exclude<Failure, 'unknown-host'> => {
  if (stopped) return 'stopped'
  const name = error instanceof Error ? error.name : ''
  if (TIMEOUTS.has(code) || name === 'TimeoutError') return 'timeout'
  if (CERTIFICATE.test(code)) return 'certificate'
  return name === 'HTTPParserError' || code === 'UND_ERR_HEADERS_OVERFLOW' ? 'protocol' : 'connection'
}

/** Any failure of a request as one of our two kinds. `stopped`: the caller gave the request up. */
export const explainFailure = (
  error: unknown,
  host: string,
  stopped: boolean,
): HttpRefused | HttpUnreachable => {
  if (error instanceof HttpRefused || error instanceof HttpUnreachable) return error
  const code = codeOf(error)
  const why = kindOf(code, error, stopped)
  const maybeSent = why !== 'certificate' && !BEFORE_SENDING.has(code)
  return new HttpUnreachable(why, words[why](host, code), maybeSent)
}
