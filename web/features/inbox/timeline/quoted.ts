const quoted = /^\s*[>＞|｜]/
const separators =
  /^\s*[-_=─＿－]{3,}\s*(?:original message|元のメッセージ|オリジナルメッセージ|forwarded message|転送メッセージ)?\s*[-_=─＿－]*\s*$/i
const wordedSeparator = /original message|元のメッセージ|オリジナルメッセージ|forwarded message|転送/i
const introduces =
  /(?:wrote|schrieb|a écrit|書きました|作成|のメール|のメッセージ)\s*[:：]\s*$|^\s*\d{4}年\d{1,2}月\d{1,2}日.{0,160}[:：]\s*$|^\s*On .{6,200}[:：]\s*$/i

/** Lines that belong to the head of a quotation: its introduction, or nothing. */
const isHead = (line: string) => line.trim() === '' || introduces.test(line)

/**
 * A text cut in two: what was written now, and the history quoted below it. Only a quotation that nothing follows is
 * folded away, so that answers between quoted lines always stay in sight. Nothing is lost: both halves joined by a
 * line break are the text.
 */
export function splitQuoted(text: string): { body: string; history: string } {
  const lines = text.split('\n')
  const worded = lines.findIndex((line) => separators.test(line) && wordedSeparator.test(line))
  let from = worded > 0 ? worded : lines.length
  if (from === lines.length) {
    while (from > 0 && (quoted.test(lines[from - 1] ?? '') || (lines[from - 1] ?? '').trim() === ''))
      from -= 1
    if (!lines.slice(from).some((line) => quoted.test(line))) return { body: text, history: '' }
  }
  while (from > 0 && isHead(lines[from - 1] ?? '')) from -= 1
  const body = lines.slice(0, from).join('\n')
  if (body.trim() === '') return { body: text, history: '' }
  return { body, history: lines.slice(from).join('\n') }
}
