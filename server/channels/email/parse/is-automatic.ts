import type { Machine } from '../../channel.ts'
import { type Account, domainOf, mailboxOf } from '../account.ts'
import { conversationOf, isOwnMessageId } from '../threads/tokens.ts'
import { sameAddress } from './addresses.ts'
import { messageIdsIn } from './find-thread.ts'
import type { Headers } from './headers.ts'
import { mailSystem } from './read-report-words.ts'

/** A group of Google's or Microsoft's that forwards the shop's own address names itself as a list; that is no newsletter. */
const isOwnGroup = (headers: Headers, account: Account): boolean => {
  const { address } = account.settings
  // RFC 2919: the id is what stands last, in angle brackets, and has at most 255 characters.
  const words = headers
    .first('list-id')
    .slice(-500)
    .split(/[<>\s]+/)
  return words.findLast((word) => word !== '')?.toLowerCase() === `${mailboxOf(address)}.${domainOf(address)}`
}

/** True for the inbox's own address, with or without a plus tag. */
export const isOwnAddress = (address: string, account: Account): boolean => {
  const own = account.settings.address
  return (
    sameAddress(address, own) ||
    (mailboxOf(address) === mailboxOf(own) && domainOf(address) === domainOf(own))
  )
}

/** How programs begin or mark the subject of an absence notice. People write of parcels that came while they were away. */
const absenceSubject =
  /自動(?:返信|応答|回答|送信|配信)(?!.{0,4}(?:が|を|は|に|で|の件|されて|届))|不在(?:の(?:お知らせ|ご?連絡|ご?通知|ご?案内)|連絡|応答|です|に(?:つき|して(?:おり|い)ます)|$|[】\])）：:])|(?:外出|出張|休暇|休業|休職|育休|産休)中?(?:の(?:お知らせ|ご?連絡|ご?案内)|です|につき|$|[】\])）：:])|退職の(?:お知らせ|ご?連絡|ご?挨拶)|auto(?:matic|mated)?[- _]?(?:reply|response|respon|answer|antwort)|out[- ]of[- ](?:the[- ])?office|\booo\b|(?:^|i['’]?a?m |currently )on (?:annual |sick |parental )?(?:vacation|leave|holiday)|vacation (?:reply|response|notice|message)|away from (?:my|the) (?:mail|office|desk)|abwesen|nicht im (?:büro|haus)|im urlaub|automatische antwort|réponse automatique|absen[ct]e? du bureau|en congés|fuera de (?:la )?oficina|respuesta autom|fuori (?:sede|ufficio)|risposta automatica|afwezig|automatisch antwoord|fora do escritório|resposta automática|autosvar|automatiskt? svar|automaattinen vastaus|automatyczna odpowiedź|automatická odpověď|автоматический ответ|otomatik yanıt|message d['’]absence|frånvaro|fravær|poissa|автоответ|нет на месте|自动(?:回复|答复)|自動回覆|外出办公|부재중|자동 ?(?:회신|응답)/iu
/** People answer so. A program that does it, too, has to say in another header that it is one. */
const answered =
  /^\s*(?:re|aw|sv|vs|antw|tr|ref|rif|res|odp|返信|回复|回覆|答复)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]/iu

/** Headers in which the address stands to which a mail was sent. */
const whereTo = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'cc']

/** True for a mail that answers one of ours: by its headers, or by the reply address that we had given. */
const answersUs = (headers: Headers, account: Account): boolean =>
  [...headers.all('in-reply-to'), ...headers.all('references')]
    .flatMap(messageIdsIn)
    .some((id) => isOwnMessageId(account, id)) ||
  whereTo
    .flatMap((name) => headers.all(name))
    .some((value) =>
      value
        .slice(0, 2000)
        .split(/[\s,;<>"]+/)
        .some((word) => word.includes('+c') && conversationOf(account, word) !== undefined),
    )

/** Programs that answer for people who are away say so. */
const saysAway = (headers: Headers): boolean =>
  headers.first('auto-submitted').toLowerCase().startsWith('auto-replied') ||
  /^auto[_-]?reply/i.test(headers.first('precedence')) ||
  [
    'x-autoreply',
    'x-autorespond',
    'x-auto-reply',
    'x-autoreply-from',
    'x-mail-autoreply',
    'x-ms-exchange-inbox-rules-loop',
  ].some((name) => headers.has(name) && !/^(?:no|false)$/i.test(headers.first(name)))

const isList = (headers: Headers, account: Account): boolean => {
  const own = isOwnGroup(headers, account)
  const precedence = headers.first('precedence').toLowerCase()
  return (
    /^(?:bulk|junk)/.test(precedence) ||
    ((precedence.startsWith('list') || headers.has('list-id') || headers.has('x-mlserver')) && !own) ||
    (headers.has('feedback-id') && headers.has('list-unsubscribe'))
  )
}

const isMachine = (headers: Headers, from: string): boolean => {
  const submitted = headers.first('auto-submitted').toLowerCase()
  return (
    (submitted !== '' && !submitted.startsWith('no')) ||
    /all|oof|autoreply/i.test(headers.first('x-auto-response-suppress')) ||
    /^(?:no-?reply|do-?not-?reply)@/i.test(from) ||
    mailSystem(headers) !== undefined
  )
}

/**
 * Which kind of machine sent a mail; undefined for a person. Such mail is never answered automatically and never
 * reopens a conversation. `from` is the address that an answer would go to, `files` how many are attached: where a
 * program does not say that it is one, only a bare answer to a mail of ours whose subject says so is an absence notice.
 */
export const whichMachine = (
  headers: Headers,
  account: Account,
  { from, files }: { from: string; files: number },
): Machine | undefined => {
  if (isOwnAddress(from, account)) return 'own'
  if (headers.all('x-loop').some((loop) => isOwnAddress(loop, account))) return 'own'
  if (saysAway(headers)) return 'absence'
  const subject = headers.text('subject').slice(0, 500)
  const away = absenceSubject.test(subject)
  const list = isList(headers, account)
  // A shop's or a mall's notice says that a program sent it; that nobody is there it does not say.
  const saysSo = absenceSubject.test(subject.replaceAll(/自動(?:送信|配信)/gu, ''))
  if ((list || isMachine(headers, from)) && saysSo) return 'absence'
  if (list) return 'list'
  if (isMachine(headers, from)) return 'machine'
  return away && files === 0 && !answered.test(subject) && answersUs(headers, account) ? 'absence' : undefined
}
