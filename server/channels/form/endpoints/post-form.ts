import type { Endpoint, EndpointResponse } from '../../channel.ts'
import { keepInquiry, type KeptInquiry } from '../keep-inquiry.ts'
import { formPage, type Showing } from '../page/form-page.ts'
import { thanksPage } from '../page/thanks-page.ts'
import { Refused } from '../refuse.ts'
import { inForm, json, problem, showingOf, wantsJson } from '../visit.ts'
import { say, texts } from '../words.ts'
import { readSubmission } from './read-submission.ts'

/**
 * `POST /:token`: an inquiry, as multipart (the page, with or without its script) or as JSON `{ token, proof, language,
 * page, fields }`. Answers once it is durable: a page with the code, or `{ code, state, title, text }` where JSON is
 * asked for. The same inquiry again, by a reload or a lost answer, is the same one.
 */
export const postForm: Endpoint = {
  method: 'POST',
  path: '/:token',
  cors: true,
  // Of JSON alone: what comes as multipart is limited where it is read.
  bodyLimit: 512 * 1024,
  perMinute: 600,
  handle: inForm(async (request, host, inbox) => {
    const submission = await readSubmission(request, inbox, host.maxUploadBytes)
    const showing = showingOf(request, host, inbox, submission)
    try {
      return answer(showing, await keepInquiry(showing, submission))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return wantsJson(request)
        ? problem(error, showing.language)
        : formPage({ ...showing, values: submission.values, refused: error })
    }
  }),
}

const answer = (showing: Showing, { code, state }: KeptInquiry): EndpointResponse => {
  const { request, inbox, language } = showing
  if (!wantsJson(request)) return thanksPage(showing, code)
  return json({ code, state, title: say(texts.sent, language), text: say(inbox.settings.thanks, language) })
}
