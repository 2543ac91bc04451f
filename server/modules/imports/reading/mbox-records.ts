import { MOST_RECORD, type RawRecord } from './record.ts'

const NEWLINE = 0x0a
/** `From sender Thu Jan  1 00:00:00 2024`, as programs have written it since the seventies. */
const SEPARATOR = /^From (?:\S+\s+|-\s+)?.{0,60}\d{1,2}:\d{2}.{0,40}\d{4}/
const HEADER = /^(?:[!-9;-~]{1,80}:|>?From )/
const QUOTED = /^>+From /

/**
 * Takes a mailbox apart into mails. A line `From …` begins one only behind an empty line and before a header: programs that
 * don't quote it in bodies are many. One `>` before a quoted one is taken away.
 */
export const mboxRecords = async function* (parts: AsyncIterable<Buffer>): AsyncGenerator<RawRecord> {
  let mail: Buffer[] = []
  let size = 0
  let cut = false
  let began = false
  let afterEmpty = true
  /** A line that looks like the beginning of a mail, until the next one tells. */
  let candidate: Buffer | undefined
  let at = 0
  const keep = (line: Buffer): void => {
    if (!began) return
    const unquoted = line[0] === 0x3e && QUOTED.test(line.toString('latin1', 0, 40)) ? line.subarray(1) : line
    if (size + unquoted.length > MOST_RECORD) cut = true
    else if (!cut) mail.push(unquoted)
    size += unquoted.length
  }
  const take = (end: number): RawRecord => {
    // The empty line before the next separator is no part of the mail.
    if (/^\r?\n$/.test(mail.at(-1)?.toString('latin1') ?? '')) mail.pop()
    const record: RawRecord = { bytes: Buffer.concat(mail), end, ...(cut ? { cut: true } : {}) }
    mail = []
    size = 0
    cut = false
    return record
  }
  for await (const { line, end } of linesOf(parts)) {
    if (candidate) {
      if (HEADER.test(line.toString('latin1', 0, 100))) {
        if (began) yield take(at)
        began = true
      } else keep(candidate)
      candidate = undefined
    }
    const start = line.toString('latin1', 0, 6)
    if (afterEmpty && start.startsWith('From ') && SEPARATOR.test(line.toString('latin1', 0, 200))) {
      candidate = line
      at = end - line.length
    } else keep(line)
    afterEmpty = line.length <= 2 && line.toString('latin1').trim() === ''
  }
  if (candidate) keep(candidate)
  if (began) yield take(Number.MAX_SAFE_INTEGER)
}

/** Lines with their ends of line; very long ones in pieces. */
const linesOf = async function* (
  parts: AsyncIterable<Buffer>,
): AsyncGenerator<{ line: Buffer; end: number }> {
  let rest: Buffer = Buffer.alloc(0)
  let end = 0
  for await (const part of parts) {
    const text = rest.length === 0 ? part : Buffer.concat([rest, part])
    let from = 0
    for (let next = text.indexOf(NEWLINE); next >= 0; next = text.indexOf(NEWLINE, from)) {
      end += next + 1 - from
      yield { line: text.subarray(from, next + 1), end }
      from = next + 1
    }
    rest = text.subarray(from)
    if (rest.length > 1024 * 1024) {
      end += rest.length
      yield { line: rest, end }
      rest = Buffer.alloc(0)
    }
  }
  if (rest.length > 0) yield { line: rest, end: end + rest.length }
}
