/** One line of a calendar: `DTSTART;TZID=Asia/Tokyo:20261125T100000`. Names are upper-case. */
export interface ContentLine {
  name: string
  params: Map<string, string>
  value: string
}

const longestFile = 400_000
const mostLines = 5_000
const longestLine = 20_000

/** Where the value begins: behind the first colon outside of quotes; -1 where there is none. */
const colonOf = (line: string): number => {
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') quoted = !quoted
    else if (line[at] === ':' && !quoted) return at
  }
  return -1
}

const readLine = (line: string): ContentLine | undefined => {
  const colon = colonOf(line)
  if (colon < 1) return undefined
  const [name = '', ...params] = line.slice(0, colon).match(/(?:[^;"]|"[^"]*"?)+/g) ?? []
  return {
    name: name.trim().toUpperCase(),
    params: new Map(
      params.slice(0, 50).map((param) => {
        const equals = param.indexOf('=')
        return [
          param.slice(0, Math.max(equals, 0)).trim().toUpperCase(),
          param.slice(equals + 1).replaceAll('"', ''),
        ]
      }),
    ),
    value: line.slice(colon + 1),
  }
}

const fold = /\r?\n[ \t]/g

/**
 * A calendar's bytes with their folded lines joined: programs that count bytes fold within a letter, so this goes before
 * reading them as text (RFC 5545, section 3.1).
 */
export const unfolded = (content: Buffer): Buffer =>
  Buffer.from(content.toString('latin1', 0, 4 * longestFile).replaceAll(fold, ''), 'latin1')

/**
 * The lines of a calendar file (RFC 5545); what is no such line is left out, endless files are cut. Folds are looked for
 * again: among letters of two bytes (UTF-16) none was seen.
 */
export const contentLines = (text: string): ContentLine[] =>
  text
    .slice(0, longestFile)
    .replaceAll(fold, '')
    .split(/\r\n|\n|\r/, mostLines)
    .flatMap((line) => readLine(line.slice(0, longestLine)) ?? [])

/** Text of a value: escaped commas, semicolons, line breaks and backslashes are themselves. */
export const textOf = (value: string): string =>
  value.replaceAll(/\\([nN,;\\:"])/g, (_whole, letter: string) =>
    letter === 'n' || letter === 'N' ? '\n' : letter,
  )
