import { quoteServer, type Words } from './words.ts'

/** What a mail server's refusal is about. */
type Cause =
  | 'no-mailbox'
  | 'full'
  | 'too-large'
  | 'no-domain'
  | 'disabled'
  | 'sign-in'
  | 'relay'
  | 'sender'
  | 'policy'
  | 'loop'
  | 'expired'
  | 'busy'
  | 'limit'
  | 'other'

/** What is known of a refusal: the three digits, the enhanced status of RFC 3463 and the server's own text. */
export interface Refusal {
  code?: number
  status?: string
  text: string
  /** What is quoted to people, when that is not the text itself. */
  quote?: string
}

const byStatus: [RegExp, Cause][] = [
  [/^[45]\.1\.(?:[136]|10)$|^[45]\.0\.1$/, 'no-mailbox'],
  [/^[45]\.1\.[2]$|^[45]\.4\.[34]$/, 'no-domain'],
  [/^[45]\.1\.[78]$/, 'sender'],
  [/^[45]\.2\.1$/, 'disabled'],
  [/^[45]\.(?:3\.4|2\.3)$/, 'too-large'],
  [/^[45]\.4\.6$/, 'loop'],
  [/^[45]\.4\.[17]$/, 'expired'],
  [/^5\.4\.5$/, 'limit'],
  // The server's own disk.
  [/^4\.(?:3\.1|4\.5)$/, 'busy'],
  [/^5\.7\.(?:2[0-9]|60\d|5\d\d)$/, 'policy'],
  [/^5\.7\.(?:8|14)$/, 'sign-in'],
  [/^5\.7\.13$/, 'disabled'],
]

/** Of the mailbox that is written to, whatever stands beside it: its quota is no limit of ours. */
const mailboxFull = /^[45]\.2\.2$/

/** Of the account that sends, with any other status. */
const sendingLimit =
  /sending (?:limit|quota|rate)|submissionquota|(?:daily|hourly|(?:message|recipient)(?! (?:\w+ ){0,2}quota)) (?:(?!size)\w+ ){0,2}(?:limit|quota|rate) (?:was |is |has been )?(?:exceed|reach)|送信(?:数|通数|件数)?の?(?:上限|制限)/i

const byText: [RegExp, Cause][] = [
  [
    /quota|mailbox.{0,20}full|over ?quota|insufficient (?:system )?storage|容量|一杯|いっぱい|邮箱(?:已)?满/i,
    'full',
  ],
  [/too (?:large|big)|size (?:limit|exceed)|exceed\w* .{0,30}size|message size/i, 'too-large'],
  [
    /relay(?:ing)?\b.{0,20}(?:denied|not|prohibited|refused)|(?:unable|not permitted|not allowed) to relay/i,
    'relay',
  ],
  [
    /authentication (?:required|failed|unsuccessful)|credentials|username and password|login (?:failed|denied)/i,
    'sign-in',
  ],
  [
    /user unknown|unknown user|no such (?:user|recipient|mailbox|person)|does(?:n't| not) exist|(?:recipient|user|mailbox|address|account)\b.{0,40}(?:not found|unknown|invalid|unavailable)|invalid (?:recipient|mailbox|address)|not a (?:known|valid) user|doesn['’]t have an? .{0,40}account|存在しません|見つかり(?:ません|ませんでした)|見つからない|アドレス不明|(?:宛先|あて先)不明|用户不存在|地址不存在|查无此人/i,
    'no-mailbox',
  ],
  [
    /(?:host|domain|name)\b.{0,40}not found|unrouteable|no such domain|nxdomain|no mx|'mx' lookup|doesn't receive email/i,
    'no-domain',
  ],
  [/disabled|inactive|suspended|deactivated|no longer/i, 'disabled'],
  [/sender (?:address )?(?:rejected|denied|not)|envelope from|mail from/i, 'sender'],
  [
    /spam|junk|block|blacklist|denylist|reputation|policy|dmarc|\bspf\b|dkim|unsolicited|virus|content reject|access denied|prohibited/i,
    'policy',
  ],
  [/loop|too many hops/i, 'loop'],
  [/expired|timed? ?out|retry timeout|too long|deferred too/i, 'expired'],
  [/greylist|try again|temporar|too many|rate|throttl|busy|later/i, 'busy'],
]

/** What a refusal is about. */
export const whatRefused = ({ code, status, text }: Refusal): Cause => {
  if (code === 535 || code === 534 || code === 530) return 'sign-in'
  if (mailboxFull.test(status ?? '')) return 'full'
  if (sendingLimit.test(text)) return 'limit'
  const known = byStatus.find(([pattern]) => pattern.test(status ?? ''))
  if (known) return known[1]
  const said = byText.find(([pattern]) => pattern.test(text))
  if (said) return said[1]
  if (status?.startsWith('5.7')) return 'policy'
  if (code === 552) return 'too-large'
  if (code === 553 || code === 550 || code === 551) return 'no-mailbox'
  if (code === 554) return 'policy'
  return code !== undefined && code < 500 ? 'busy' : 'other'
}

const sentences: Record<Cause, Words> = {
  'no-mailbox': {
    en: 'This address does not exist at the receiving mail server. Check it for typing errors and ask the customer for another way to reach them.',
    ja: '宛先のメールアドレスが存在しません。入力に誤りがないか確認し、別の連絡先をお客様に伺ってください。',
  },
  full: {
    en: 'The receiving mailbox is full. Resend it later, or reach the customer another way.',
    ja: '宛先のメールボックスが容量いっぱいです。時間をおいて再送するか、別の方法でご連絡ください。',
  },
  'too-large': {
    en: 'The email is too large for the receiving server. Send smaller or fewer attachments.',
    ja: 'メールのサイズが受信側の上限を超えています。添付ファイルを減らすか小さくして送り直してください。',
  },
  'no-domain': {
    en: 'The domain (the part after the @) has no mail server. Check it for typing errors.',
    ja: 'アドレスの@より後ろの部分（ドメイン）が見つかりません。入力に誤りがないか確認してください。',
  },
  disabled: {
    en: 'The receiving mailbox is disabled. Reach the customer another way.',
    ja: '宛先のメールボックスは利用停止中です。別の方法でご連絡ください。',
  },
  'sign-in': {
    en: 'The outgoing mail server did not accept the user name and password. Check them in the inbox settings.',
    ja: '送信メールサーバーにログインできませんでした。窓口の設定でユーザー名とパスワードを確認してください。',
  },
  relay: {
    en: 'The outgoing mail server does not send for this sender. Check its user name, password and the sender address in the inbox settings.',
    ja: '送信メールサーバーがこの差出人からの送信を許可していません。窓口の設定でユーザー名、パスワード、差出人アドレスを確認してください。',
  },
  sender: {
    en: 'The server did not accept the sender address. Check the address of this inbox and the domain’s settings.',
    ja: '差出人アドレスが受け付けられませんでした。この窓口のアドレスとドメインの設定を確認してください。',
  },
  policy: {
    en: 'The receiving server refused the email as spam or by its own rules. Check SPF, DKIM and DMARC of the sender domain, and the links and attachments in the text.',
    ja: '受信側のサーバーが迷惑メール対策などの規則により受信を拒否しました。送信ドメインのSPF・DKIM・DMARCの設定と、本文のリンクや添付ファイルを確認してください。',
  },
  loop: {
    en: 'The email went in circles between servers, and delivery was given up. Forwarding is set up wrongly on the receiving side.',
    ja: 'メールがサーバー間で循環したため、配送が打ち切られました。受信側の転送設定に問題があります。',
  },
  expired: {
    en: 'The receiving server could not be reached for a long time, so delivery was given up.',
    ja: '受信側のサーバーに長時間つながらず、配送が打ち切られました。',
  },
  busy: {
    en: 'The mail server asked to try again later.',
    ja: 'メールサーバーから、時間をおいて再試行するよう応答がありました。',
  },
  limit: {
    en: 'The outgoing mail server’s sending limit is used up for now. It is usually lifted within a day; ask the provider for a higher one if this happens often.',
    ja: '送信メールサーバーの送信数の上限に達しています。通常は1日以内に解除されます。頻繁に起こる場合は、上限の引き上げをプロバイダーにご相談ください。',
  },
  other: {
    en: 'The mail server refused the email.',
    ja: 'メールサーバーがメールの受け取りを拒否しました。',
  },
}

/** A refusal in plain words: what it means, what to do, and the server's own answer behind it. */
export const explainRefusal = (refusal: Refusal): Words => {
  const words = sentences[whatRefused(refusal)]
  const said = quoteServer(refusal.quote ?? refusal.text)
  if (said === '') return words
  return { en: `${words.en} (Server: ${said})`, ja: `${words.ja}（サーバーの応答: ${said}）` }
}

/** A server's answer is a few lines; the patterns above are for such, not for megabytes of them. */
const longestAnswer = 2_000

/** Reads `550 5.1.1 No such user` and `smtp; 550-5.1.1 …`. */
export const readRefusal = (whole: string): Refusal => {
  const answer = whole.slice(0, longestAnswer)
  const code = /(?:^|[\s;:])([245]\d\d)(?=[\s-])/.exec(answer)?.[1]
  const status = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(answer)?.[1]
  return { ...(code ? { code: Number(code) } : {}), ...(status ? { status } : {}), text: answer }
}
