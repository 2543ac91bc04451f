/** What a line that introduces somebody else's words looks like, in the mail programs that people use. */

const month = '(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])'
const someDate = new RegExp(
  `\\d{4}\\s?[年년]\\s?\\d{1,2}\\s?[月월]|\\d{4}\\. ?\\d{1,2}\\. ?\\d{1,2}|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}|\\b\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:de\\s+)?${month}|\\b${month}[a-zé]*\\.?\\s+\\d{1,2}|令和\\s?\\d|\\d{1,2}月\\s?\\d{1,2}日`,
  'i',
)
const someAddress = /[^\s<>@]{1,64}@[^\s<>@]{1,255}/
const saysWrote =
  /(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|skrev|schreef|napisał|kirjoitti|写道|寫道|작성|쓴 글|作成|書きました|書いた|のメール|のメッセージ|より)\s?[:：]?\s*$/i
/** `2026-11-22 10:00 GMT+09:00 山田 花子 <hanako@example.jp>:` and its Japanese sister end like this. */
const addressAtEnd =
  /[<＜(（][^\s<>＜＞()（）]{1,320}[>＞)）]\s?(?:さん|様)?\s?(?:のメール|は書きました|が書きました|wrote)?\s?[:：]\s*$/

const colonAtEnd = /[:：]\s*$/
const someTime = /\d{1,2}[:.]\d{2}/
/** Programs write the year; people who introduce a quotation themselves hardly do. */
const someYear = /(?:19|20)\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}/

const saysWhoWrote = (line: string): boolean => {
  if (line.length < 8 || line.length > 500) return false
  if (!saysWrote.test(line) && !addressAtEnd.test(line)) return false
  return someDate.test(line) || (someAddress.test(line) && colonAtEnd.test(line))
}

/**
 * True for `On … wrote:`, `2026年11月22日(日) 10:00 山田 <…>:` and the like, in any language with a date, a time and a colon
 * at its end: what follows shows by its marks that it is quoted. Takes up to three joined lines.
 */
export const isAttribution = (line: string): boolean =>
  saysWhoWrote(line) ||
  (line.length <= 500 &&
    colonAtEnd.test(line) &&
    someDate.test(line) &&
    someTime.test(line) &&
    someYear.test(line))

/**
 * True where an attribution begins below the first of these lines: what stands above it is the writer's own, unless an
 * address shows that a program wrapped its line there.
 */
export const hasWordsAbove = (lines: string[]): boolean =>
  lines.slice(1).some((_, at) => {
    const rest = lines.slice(at + 1).join(' ')
    return (
      someDate.test(rest.slice(0, 500)) &&
      isAttribution(rest) &&
      !someAddress.test(lines.slice(0, at + 1).join(' '))
    )
  })

const namesAddress = /[<＜(（]\s?[^\s<>＜＞()（）@]{1,64}@[^\s<>＜＞()（）@]{1,255}[>＞)）]/

/**
 * True for an attribution that needs no quoted lines below it to be known as one: it names an address and ends with a
 * colon. `セールは11月22日より` and `On 12 Nov I wrote:` begin ordinary letters, too.
 */
export const isSureAttribution = (line: string): boolean =>
  colonAtEnd.test(line) && saysWhoWrote(line) && namesAddress.test(line)

const originalWords =
  /original message|original appointment|original mail|元のメッセージ|オリジナルメッセージ|元のメール|ursprüngliche nachricht|message d['’]origine|mensaje original|mensagem original|messaggio originale|reply message|原始邮件|邮件原件|исходное сообщение|oorspronkelijk bericht|oryginalna wiadomość|ursprungligt meddelande|원본 메일|原始郵件|원본 메시지/i
const forwardWords =
  /forwarded (?:message|mail|by)|begin forwarded message|転送(?:された)?(?:メッセージ|メール)|転送メール|weitergeleitete nachricht|message (?:transf[eé]r|réexpédi)|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|转发的?(?:邮件|消息)|轉寄的?(?:郵件|訊息)|전달된 ?(?:메시지|메일)|пересылаемое (?:сообщение|письмо)|перенаправленное сообщение|doorgestuurd bericht|vidarebefordrat meddelande|przekazana wiadomość/i
const dashes = /^\s*[-_=＿－*─]{2,}|[-_=＿－*─]{2,}\s*:?\s*$/

/** `quote` for a line that begins the message being answered, `forward` for one being passed on. */
export const separatorKind = (line: string): 'quote' | 'forward' | undefined => {
  if (line.length > 120) return undefined
  const dashed = dashes.test(line)
  if ((dashed || colonAtEnd.test(line)) && forwardWords.test(line)) return 'forward'
  return dashed && originalWords.test(line) ? 'quote' : undefined
}

const fieldOf = (names: string): RegExp => new RegExp(`^[*\\s]*(?:${names})\\s?[*]?\\s?[:：]`, 'i')

/** Names of the field that says who wrote, in the languages of mail programs. */
export const senderNames =
  'from|差出人|送信者|送信元|発信者|von|de|da|från|fra|van|od|от|από|kimden|feladó|lähettäjä|dari|від|de la|từ|จาก|מאת|من|发件人|寄件者|寄件人|보낸 ?사람'

/** Names of the field that says what a mail is about. */
export const subjectNames =
  'subject|件名|題名|betreff|objet|asunto|assunto|oggetto|ämne|emne|onderwerp|temat|předmět|тема|θέμα|konu|tárgy|aihe|subjek|subiect|predmet|chủ đề|tiêu đề|เรื่อง|נושא|الموضوع|主题|主題|主旨|제목'

const fieldNames = {
  from: fieldOf(senderNames),
  sent: fieldOf(
    'sent|date|送信日時|送信日|日時|日付|gesendet|datum|envoyé|enviad[oa](?: el| em)?|fecha|data|inviato|skickat|sendt|dato|verzonden|wysłan[eo]|odesláno|отправлено|дата|στάλθηκε|gönderildi|tarih|elküldve|dátum|lähetetty|päivämäärä|dikirim|tanggal|надіслано|trimis|đã gửi|ngày|ส่ง|วันที่|נשלח|תאריך|تاريخ(?: الإرسال)?|تم الإرسال|odoslané|发送时间|发送日期|日期|寄件日期|時間|时间|보낸 ?날짜|날짜',
  ),
  to: fieldOf(
    'to|cc|宛先|宛て先|an|à|para|a|till|til|aan|do|komu|кому|προς|kime|címzett|vastaanottaja|kepada|către|đến|tới|ถึง|אל|إلى|收件人|收件者|받는 ?사람',
  ),
  subject: fieldOf(subjectNames),
}

/**
 * True where Outlook's block of header lines (`From: Sent: To: Subject:` / `差出人: 送信日時: 宛先: 件名:`) begins. All four
 * stand there; what a shop's form sends has some of them above words that are to be read.
 */
export const startsHeaderBlock = (lines: string[], at: number): boolean => {
  if (!fieldNames.from.test(lines[at]?.slice(0, 40) ?? '')) return false
  const next = lines.slice(at + 1, at + 7).map((line) => line.slice(0, 40))
  return [fieldNames.sent, fieldNames.to, fieldNames.subject].every((name) =>
    next.some((line) => name.test(line)),
  )
}

/** True for what Outlook puts above its header block: a rule of underscores, or words between dashes in any language. */
export const isRule = (line: string): boolean =>
  line.length <= 120 && /^\s*(?:[_＿─-]{10,}|-{3,}[^-]{1,60}-{3,})\s*$/.test(line)
