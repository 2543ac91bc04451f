/** A word that says: what stands beside it is an order's number. */
const word = String.raw`(?:ご?注文(?:番号|no\.?|id)?|受注(?:番号|no\.?)?|オーダー(?:番号|no\.?|id)?|\border(?:\s*(?:number|no\.?|id|ref(?:erence)?))?)`
/** Up to a few marks and small words between the word and the number. */
const between = String.raw`[\s:：は#№「『【\[(（<.=*-]{0,6}`
const number = String.raw`([a-z]{0,4}-?\d[\d-]{3,22}\d|[a-z]{0,4}-?\d{4,14})(?![\d])`

const beside = new RegExp(`${word}${between}${number}`, 'gi')
/** Letters, a hyphen and digits: a form that nothing but a number of a matter has. */
const formed = /(?<![a-z0-9-])[a-z]{2,4}-\d{5,12}(?![a-z0-9-])/gi

const most = 20
/** So much of a text is looked through. */
export const READ = 20_000

/**
 * Numbers of orders that a text names, comparable: digits and capital letters only. A number counts beside a word like
 * 注文番号 or order, or in a form like `ABC-12345`; a date, a postcode or a telephone number alone does not.
 */
export const orderNumbersIn = (text: string): string[] => {
  const plain = text.slice(0, READ).normalize('NFKC')
  const found = [
    ...Array.from(plain.matchAll(beside), ([, one = '']) => one),
    ...Array.from(plain.matchAll(formed), ([one]) => one),
  ]
  const keys = found.map((one) => one.toUpperCase().replaceAll('-', ''))
  return [...new Set(keys.filter((key) => key.length <= 20))].slice(0, most)
}
