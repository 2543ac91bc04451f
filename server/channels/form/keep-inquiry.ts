import { createHash } from 'node:crypto'
import type { Showing } from './page/form-page.ts'
import { readAnswers, type Answered } from './answers/read-answers.ts'
import { pack } from './envelope.ts'
import type { Submission } from './endpoints/read-submission.ts'
import { hourly, limitsOf } from './limits-of.ts'
import { placeOf } from './place.ts'
import { checkTicket } from './proof/check-ticket.ts'
import { codeOf } from './proof/token.ts'
import { UsedTokens } from './proof/used-tokens.ts'
import { Refused } from './refuse.ts'
import { headerOf } from './visit.ts'

/** An inquiry that is durable now; `known`: it was before. */
export interface KeptInquiry {
  code: string
  state: 'kept' | 'known'
}

const used = new UsedTokens()

/** Checks that somebody on our page sent it, and what they wrote; then keeps it. Throws `Refused`. */
export const keepInquiry = async (showing: Showing, submission: Submission): Promise<KeptInquiry> => {
  const { request, host, inbox, language } = showing
  const { challenge, withScript } = checkTicket(inbox, submission)
  const { values, files: given } = submission
  const answered = readAnswers(inbox, { values, files: given, language, withScript }, host.maxUploadBytes)
  const digest = digestOf(answered, language)
  const claim = used.claim(challenge.nonce, digest)
  if (claim === 'taken') throw new Refused(409, 'form.already-sent')
  const isNew = claim === 'first'
  const limits = isNew ? limitsOf(inbox, request.network, answered.sender.email, withScript) : []
  const { files, ...inquiry } = answered
  const code = codeOf(challenge.nonce)
  // The content stands in the id: where another process does not know that the token was used, changed words come in
  // a second time rather than not at all.
  const id = `form:${challenge.nonce}:${digest.slice(0, 22)}`
  try {
    const wait = hourly.take(limits)
    if (wait > 0) throw new Refused(429, 'form.too-many', { retryAfterSeconds: wait })
    const place = placeOf(showing.page, headerOf(request, 'user-agent'))
    const at = new Date().toISOString()
    const raw = pack({ version: 1, id, code, at, language, place, ...inquiry }, files)
    return { code, state: await host.accept(inbox, raw, id) }
  } catch (error) {
    if (isNew) used.release(challenge.nonce)
    if (!(error instanceof Refused)) hourly.giveBack(limits.map(({ key }) => key))
    throw error
  }
}

/** What makes two inquiries the same: every answer and every byte of the files. */
const digestOf = ({ files, ...inquiry }: Answered, language: string): string => {
  const hash = createHash('sha256').update(JSON.stringify([language, inquiry]))
  for (const { name, content } of files) hash.update(`\0${name}\0${content.length}\0`).update(content)
  return hash.digest('base64url')
}
