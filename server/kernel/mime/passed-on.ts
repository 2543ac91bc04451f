import { senderNames, separatorKind, startsHeaderBlock, subjectNames } from './quote-headers.ts'

const fieldIn = (names: string): RegExp => new RegExp(`^[>\\s*]*(?:${names})\\s?[*]?\\s?[:：](.*)$`, 'i')
const fromField = fieldIn(senderNames)
const subjectField = fieldIn(subjectNames)
const address = /[^\s<>[\]"'():;,＜＞]{1,64}@[^\s<>[\]"'():;,＜＞]{1,255}/
const mostLines = 400

/** Words that somebody passed on, below their own. */
export interface PassedOn {
  /** What stands above them. */
  remark: string
  /** They, from the line on that says whose they are, or that they are passed on. */
  words: string
  /** Who wrote them. */
  from: { address: string; name?: string }
  /** What they are about, where that stands above them. */
  subject?: string
  /** A line says that they are passed on. */
  said: boolean
}

/** Address and name of a line like `差出人: "山田 花子" <hanako@example.jp>`. */
const senderIn = (line: string): PassedOn['from'] | undefined => {
  const value = fromField.exec(line.slice(0, 500))?.[1]
  const found = value === undefined ? undefined : address.exec(value.replaceAll(/mailto:/gi, ''))?.[0]
  if (value === undefined || found === undefined) return undefined
  const name = value
    .slice(0, Math.max(0, value.indexOf(found)))
    .replaceAll(/mailto:|["'<[(＜*]/gi, ' ')
    .trim()
  return { address: found.toLowerCase(), ...(name && !name.includes('@') ? { name } : {}) }
}

const subjectIn = (lines: readonly string[]): string | undefined =>
  lines
    .map((line) =>
      subjectField
        .exec(line.slice(0, 1000))?.[1]
        ?.replace(/^[\s*]+/, '')
        .trim(),
    )
    .find(Boolean)

/** Where passed on words begin in a text; undefined where none do, or nobody says whose they are. */
export const findPassedOn = (text: string): PassedOn | undefined => {
  const raw = text.split('\n', mostLines)
  const lines = raw.map((line) => line.replace(/^(?:\s?[>＞])+\s?/, ''))
  for (const [at, line] of lines.entries()) {
    const kind = separatorKind(line)
    if (!kind && !startsHeaderBlock(lines, at)) continue
    const next = kind ? lines.slice(at + 1, at + 9) : [line]
    const from = next.map(senderIn).find((one) => one !== undefined)
    if (!from) continue
    const words = text.slice(raw.slice(0, at).join('\n').length).trim()
    const subject = subjectIn(lines.slice(at, at + 9))
    return {
      ...(subject ? { subject } : {}),
      remark: lines.slice(0, at).join('\n').trim(),
      words,
      from,
      said: kind === 'forward',
    }
  }
  return undefined
}
