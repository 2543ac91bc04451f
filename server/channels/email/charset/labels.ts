import iconv from 'iconv-lite'

/** A charset as this island decodes it: its own four, or a name that iconv-lite knows. */
export type Charset = 'utf-8' | 'iso-2022-jp' | 'cp932' | 'euc-jp' | 'ascii' | (string & {})

const patterns: [RegExp, Charset][] = [
  [/^(?:x-?)?(?:unicode-?\d-?\d-?)?utf-?8(?:-?(?:mac|n|bom|mb4))?$/, 'utf-8'],
  [
    /^(?:cs)?iso-?2022-?jp(?:-?\d|-ms|-2004|-ext)?$|^jis$|^x-jis$|^cp5022[0-2]$|^jis_?encoding$|^csiso2022jp$/,
    'iso-2022-jp',
  ],
  [/^(?:x-|cs)?(?:ms-?)?s(?:hift)?-?_?jis(?:-?(?:2004|x0213|ms|docomo|kddi|softbank|open))?$/, 'cp932'],
  [
    /^(?:cp|ms|ibm-?)?932c?$|^windows-?(?:31j|932)$|^cswindows31j$|^ms_?kanji$|^x-mac-japanese$|^csshiftjis$/,
    'cp932',
  ],
  [
    /^(?:x-|cs)?euc-?_?j(?:p|is)(?:-?(?:ms|win|2004))?$|^ujis$|^cp(?:51932|20932)$|^cseucpkdfmtjapanese$/,
    'euc-jp',
  ],
  [/^(?:us-?)?ascii$|^ansi_x3\.4-19(?:68|86)$|^iso646-us$|^646$|^7bit$/, 'ascii'],
  [/^(?:iso-?8859-?1|latin-?1|l1|8bit|ansi)$/, 'windows-1252'],
  [/^(?:gb2312|gbk|cp936|x-gbk|gb_2312-80|chinese)$/, 'gb18030'],
  [/^(?:ks_?c_?5601(?:-?19\d\d)?|euc-?kr|korean|windows-949)$/, 'cp949'],
]

/** Asking for a charset that nobody knows is slow, and a hostile header asks thousands of times. */
const asked = new Map<string, boolean>()
const mostAsked = 500

const exists = (name: string): boolean => {
  const known = asked.get(name)
  if (known !== undefined) return known
  if (asked.size >= mostAsked) asked.clear()
  const found = name.length <= 60 && iconv.encodingExists(name)
  asked.set(name, found)
  return found
}

/** The charset that a label means, or undefined when it means none that anybody knows (`unknown-8bit`, `default`). */
export const charsetOf = (label: string | undefined): Charset | undefined => {
  const name = (label ?? '')
    .trim()
    .toLowerCase()
    .replaceAll(/["'\s]/g, '')
    .replace(/\*.*$/, '')
  if (name === '') return undefined
  const own = patterns.find(([pattern]) => pattern.test(name))
  if (own) return own[1]
  return exists(name) ? name : undefined
}
