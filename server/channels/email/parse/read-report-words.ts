import type { Headers } from './headers.ts'
import { readAddresses } from './addresses.ts'

/**
 * What mail systems write when something did not arrive, in the languages that they write in. A word proves nothing
 * by itself: people write these, too.
 */
const failure =
  /undeliver|non-?deliver|not (?:be |been |have been )?deliver|n['’]t be (?:delivered|sent)|deliver(?:y|ing)\b.{0,30}\b(?:fail|problem|error|status|notif|report|unsuccess|trouble|subsystem)|(?:fail|problem|error|trouble|unable|unsuccess)\w*\b.{0,40}\bdeliver|returned (?:mail|message|e-?mail)|return(?:ed|ing)?\b.{0,20}\bto (?:the )?sender|failure notice|mail(?: (?:delivery|system|transport|server))? (?:failure|failed|error)|message (?:failure|failed|rejected|refused|blocked|bounced)|error sending your|did(?: not|n['’]t) reach|(?:was|were|been|be|is) (?:rejected|refused|bounced|blocked|returned)|(?:could ?not|can ?not|couldn['’]t|can['’]t|unable to) (?:be )?(?:deliver|send|sent|relay|route|transmit|complete|find)|(?:user|recipient|mailbox|address|account|host|domain|name)\b.{0,40}\b(?:unknown|not found|does(?: not|n['’]t) exist|invalid|unavailable|disabled|full|rejected|refused)|(?:unknown|invalid|no such|malformed|bad) (?:user|recipient|mailbox|address|host|domain|destination)|loop (?:alert|detected)|too many hops|permanent (?:fatal )?(?:error|failure)|gave up|giving up|over quota|unzustellbar|nicht (?:zugestellt|zustell)|zustell\w+ (?:fehl|nicht)|fehlgeschlagen|non (?:remis|distribu|délivr|consegn)|pas (?:pu|été) (?:être )?(?:remis|distribu|livr|délivr)|échec|mancat[ao]|impossib\w+ (?:recapit|consegn)|no (?:se (?:ha )?pud\w+|entregad)|não (?:foi |pôde )?(?:entreg|ser entreg)|falha na entrega|niet (?:bezorgd|afgeleverd)|onbestelbaar|niedostarcz|nie (?:został|dostarcz)|doručen|kunde inte|не\s*(?:доставлен|может быть доставлен|удалось)|недоставлен|退信|无法(?:投递|送达|传递)|未(?:能)?(?:送达|投递)|無法(?:投遞|傳遞|送達)|배달(?:되지|할 수 없)|전송(?:되지|할 수 없)|반송|(?:配信|送信|配達|送達|転送|受信)(?:が|は|を|に)?(?:不能|不可|不達|でき(?:ま|な|ず)|エラー|失敗|拒否|され(?:ま|な|ず))|(?:不達|未達|戻り|返送)(?:メール|通知)?|届(?:け|き|か)(?:られ|でき)?(?:ま|な)|エラー(?:メール|通知|のため)|宛先(?:不明|が(?:見つか|存在))|(?:見つかり|存在し)ませ|一杯の(?:ため|状態)/i

/** The other server says that it goes on trying. */
const delay =
  /\bdelay(?:ed)?\b|still being retried|will (?:be )?(?:keep|continue)?\s*(?:re-?)?try|will be (?:retried|re-?attempted)|(?:keep|continue)\w* (?:re)?trying|not (?:yet )?been delivered|verzögert|verspät|retard|demora|retras|ritard|vertraag|opóźni|отсроч|задерж|задержк|延迟|延遲|遅延|遅れて|まだ(?:配信|送信|配達|お届け)|再(?:送|配信|試行)(?:を|し)?(?:続け|試み|行い|繰り返)/i
const warning = /(?:^|[:：]\s*)(?:warning|警告|warnung|avertissement)(?!\p{L})/iu

/** Nothing is tried any more, whatever else stands there. */
const final =
  /permanent(?:ly)?\b|gave up|given up|giving up|(?:has|have|had) been (?:deleted|removed|returned|rejected)|will be returned|is being returned|(?:is|was) returned|returned to (?:the )?sender|returning message|undeliverable|exceeded|expired|failed (?:permanently|after)|delivery (?:has )?failed|^Action:\s*failed|不達|断念|中止し|打ち切/im

/** What people write of goods and of answers that they wait for. */
const notArrived = /届(?:いて(?:い|お)?|き)?ませ?ん(?!でした)|届(?:か|いてい)ない|未着/g

/** True for the words of a failure that are not people's own: a subject that says them alone may stand above any letter. */
export const speaksOfMail = (subject: string): boolean => failure.test(subject.replaceAll(notArrived, ''))

/** True for the words of a failure, wherever they stand. */
export const speaksOfFailure = (text: string): boolean => failure.test(text)

/**
 * True where a notice says that the mail is still under way. Subjects are believed more than bodies: those explain at
 * length what happened to the last attempt.
 */
export const speaksOfDelay = (subject: string, text: string): boolean => {
  if (delay.test(subject)) return true
  if (warning.test(subject) && (delay.test(text) || /could not send|cannot send/i.test(subject))) return true
  return delay.test(text) && !failure.test(subject) && !final.test(text)
}

/** A server's answer that refuses: `550 5.1.1 …`, `<<< 452`, `#5.1.1`. */
export const refusing = /(?:^|[\s(#:;[<])(?:[45]\d\d[ -](?=\S)|[45]\.\d{1,3}\.\d{1,3}\b)/

const localOf = (address: string): string => address.slice(0, Math.max(0, address.lastIndexOf('@')))
const daemon =
  /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|mail[-_.]delivery[-_.](?:sub)?system|double-bounce|mdaemon)$/i
const postmaster = /^post[-_.]?master$/i

/** True for the address of a mail system that nobody reads. */
export const isDaemon = (address: string): boolean => daemon.test(localOf(address) || address)

/** True where people and machines write from the same address. */
const isPostmaster = (address: string): boolean => postmaster.test(localOf(address) || address)

/** A mail system's From is short; nobody's is read several times at full length. */
const longestFrom = 2_000
const fromOf = (headers: Headers): string => headers.first('from').slice(0, longestFrom)

/** The address that a mail says it comes from, or ''. */
export const writerOf = (headers: Headers): string => readAddresses(fromOf(headers))[0]?.address ?? ''

/** How far a mail's own header says that a mail system wrote it. */
type Sender = 'system' | 'likely' | undefined

/** `system`: nobody but a mail system writes so. `likely`: others do, too; more has to speak for it. */
export const mailSystem = (headers: Headers): Sender => {
  const paths = headers.all('return-path').map((path) => path.replaceAll(/[<>\s]/g, ''))
  const raw = fromOf(headers)
  const from = readAddresses(raw).map(({ address }) => address)
  // Some write no address at all: `From: mailer-daemon`, `MAILER-DAEMON <>`.
  const nameless = from.length === 0 && headers.has('from') && /daemon|^\s*<>\s*$|mail delivery/i.test(raw)
  if (headers.has('x-failed-recipients') || nameless || from.some(isDaemon) || paths.some(isDaemon))
    return 'system'
  return from.some(isPostmaster) || paths.includes('') ? 'likely' : undefined
}
