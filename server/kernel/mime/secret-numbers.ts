/** Lengths and first digits of payment cards, by the ranges that ISO/IEC 7812 gives to the networks. */
const CARDS: readonly { starts: RegExp; lengths: readonly number[] }[] = [
  { starts: /^4/, lengths: [13, 16, 19] },
  { starts: /^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { starts: /^3[47]/, lengths: [15] },
  { starts: /^(?:30[0-5]|3095|36|3[89])/, lengths: [14, 16] },
  { starts: /^35(?:2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { starts: /^(?:6011|64[4-9]|65)/, lengths: [16, 19] },
  { starts: /^62/, lengths: [16, 17, 18, 19] },
  { starts: /^(?:50(?:18|20|38)|5893|6304|6759|676[1-3])/, lengths: [16, 18, 19] },
]

/** True for the number of a payment card: a known beginning, its length and its check digit (Luhn, ISO/IEC 7812-1). */
export const isCardNumber = (digits: string): boolean =>
  CARDS.some(({ starts, lengths }) => lengths.includes(digits.length) && starts.test(digits)) && luhn(digits)

const luhn = (digits: string): boolean => {
  let sum = 0
  for (const [at, digit] of [...digits].toReversed().entries()) {
    const twice = Number(digit) * (at % 2 === 0 ? 1 : 2)
    sum += twice > 9 ? twice - 9 : twice
  }
  return sum % 10 === 0
}

/** True for twelve digits with the check digit of the individual number (平成26年総務省令第85号 第5条). */
export const isMyNumber = (digits: string): boolean => {
  if (!/^\d{12}$/.test(digits) || new Set(digits).size < 3) return false
  const body = Array.from(digits.slice(0, 11), Number).toReversed()
  const sum = body.reduce((total, digit, at) => total + digit * (at < 6 ? at + 2 : at - 4), 0)
  const rest = sum % 11
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest)
}
