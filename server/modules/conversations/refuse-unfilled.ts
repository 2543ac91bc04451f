import { invalid } from '../../kernel/errors.ts'
import { placeholdersIn } from '../../kernel/variables/index.ts'
import { ownWords } from './checks/own-words.ts'

/** Throws `invalid` where a value is missing in a text: no customer reads `{{customer.name}}`. Quoted words don't count. */
export const refuseUnfilled = (text: string): void => {
  if (!/[{｛]/.test(text)) return
  const found = [...new Set(placeholdersIn(ownWords(text)))]
  if (found.length > 0)
    throw invalid(
      'conversations.unfilled',
      `“${found[0]}” has no value. Write what should stand there, or remove it, then send.`,
      { reasons: found.map((quote) => ({ quote })) },
    )
}
