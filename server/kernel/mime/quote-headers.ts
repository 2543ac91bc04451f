/** What a line that introduces somebody else's words looks like, in the mail programs that people use. */

const month = '(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])'
const someDate = new RegExp(
  `\\d{4}\\s?年\\s?\\d{1,2}\\s?月|\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}|\\b\\d{1,2}(?:st|nd|rd|th|\\.)?\\s+(?:de\\s+)?${month}|\\b${month}[a-zé]*\\.?\\s+\\d{1,2}|令和\\s?\\d|\\d{1,2}月\\s?\\d{1,2}日`,
  'i',
)
const someAddress = /[^\s<>@]{1,64}@[^\s<>@]{1,255}/
const saysWrote =
  /(?:wrote|writes|schrieb|a écrit|escribió|escreveu|ha scritto|skrev|schreef|napisał|kirjoitti|写道|寫道|作成|書きました|書いた|のメール|のメッセージ|より)\s?[:：]?\s*$/i
/** `2026-11-22 10:00 GMT+09:00 山田 花子 <hanako@example.jp>:` and its Japanese sister end like this. */
const addressAtEnd =
  /[<＜(（][^\s<>＜＞()（）]{1,320}[>＞)）]\s?(?:さん|様)?\s?(?:のメール|は書きました|が書きました|wrote)?\s?[:：]\s*$/

/** True for `On … wrote:`, `2026年11月22日(日) 10:00 山田 <…>:` and the like. Takes up to three joined lines. */
export const isAttribution = (line: string): boolean => {
  if (line.length < 8 || line.length > 500) return false
  if (!saysWrote.test(line) && !addressAtEnd.test(line)) return false
  return someDate.test(line) || (someAddress.test(line) && /[:：]\s*$/.test(line))
}

const namesAddress = /[<＜(（]\s?[^\s<>＜＞()（）@]{1,64}@[^\s<>＜＞()（）@]{1,255}[>＞)）]/

/**
 * True for an attribution that needs no quoted lines below it to be known as one: it names an address and ends with a
 * colon. `セールは11月22日より` and `On 12 Nov I wrote:` begin ordinary letters, too.
 */
export const isSureAttribution = (line: string): boolean =>
  isAttribution(line) && namesAddress.test(line) && /[:：]\s*$/.test(line)

const originalWords =
  /original message|original appointment|original mail|元のメッセージ|オリジナルメッセージ|元のメール|ursprüngliche nachricht|message d'origine|mensaje original|mensagem original|messaggio originale|reply message|原始邮件|原始郵件|원본 메시지/i
const forwardWords =
  /forwarded (?:message|mail|by)|begin forwarded message|転送(?:された)?(?:メッセージ|メール)|転送メール|weitergeleitete nachricht|message transf[eé]r|mensaje reenviado|mensagem encaminhada|messaggio inoltrato|转发邮件|轉寄郵件/i
const dashes = /^\s*[-_=＿－*─]{2,}|[-_=＿－*─]{2,}\s*:?\s*$/

/** `quote` for a line that begins the message being answered, `forward` for one being passed on. */
export const separatorKind = (line: string): 'quote' | 'forward' | undefined => {
  if (line.length > 120) return undefined
  if (forwardWords.test(line) && (dashes.test(line) || /[:：]\s*$/.test(line))) return 'forward'
  if (originalWords.test(line) && dashes.test(line)) return 'quote'
  return undefined
}

const fieldNames = {
  from: /^[*\s]*(?:from|差出人|送信者|発信者|von|de|da|från|发件人|寄件者|보낸 ?사람)\s?[*]?\s?[:：]/i,
  sent: /^[*\s]*(?:sent|date|送信日時|送信日|日時|日付|gesendet|datum|envoyé|enviado|fecha|data|inviato|skickat|发送时间|日期|보낸 ?날짜)\s?[*]?\s?[:：]/i,
  to: /^[*\s]*(?:to|cc|宛先|宛て先|an|à|para|a|till|收件人|받는 ?사람)\s?[*]?\s?[:：]/i,
  subject:
    /^[*\s]*(?:subject|件名|題名|betreff|objet|asunto|assunto|oggetto|ämne|主题|主旨|제목)\s?[*]?\s?[:：]/i,
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

/** True for the rule of underscores that Outlook puts above its header block. */
export const isRule = (line: string): boolean => /^\s*[_＿─-]{10,}\s*$/.test(line)
