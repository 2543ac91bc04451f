import type { ChannelHost, EndpointRequest, EndpointResponse } from '../channel.ts'
import { contextPage } from './place.ts'
import { pageAnswer } from './page/document.ts'
import { html } from './page/html.ts'
import { styleOf } from './page/style.ts'
import type { Showing } from './page/form-page.ts'
import { Refused } from './refuse.ts'
import { formInbox, settings, type FormInbox } from './settings.ts'
import { languageOf, refusalsOnPage, say, texts, type Language } from './words.ts'

/** The folder's name. */
export const CHANNEL = 'form'

/** The form behind a public token. Throws `Refused`. */
const inboxOf = async (token: string | undefined, host: ChannelHost): Promise<FormInbox> => {
  const inbox = token && token.length <= 40 ? await host.inboxByToken(CHANNEL, token) : undefined
  if (!inbox) throw new Refused(404, 'form.no-form')
  return formInbox(inbox)
}

/** One value of a header. */
export const headerOf = (request: EndpointRequest, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** True when a program asks, ours in the page among them; a browser by itself wants pages. */
export const wantsJson = (request: EndpointRequest): boolean =>
  /json/.test(`${headerOf(request, 'content-type') ?? ''} ${headerOf(request, 'accept') ?? ''}`)

/** How a form is shown to this request; what was chosen on the page itself goes before the browser's wish. */
export const showingOf = (
  request: EndpointRequest,
  host: ChannelHost,
  inbox: FormInbox,
  posted: { language?: string; embed?: string; page?: string } = {},
): Showing => ({
  request,
  host,
  inbox,
  language: languageOf(
    [posted.language, request.query['lang'], headerOf(request, 'accept-language'), inbox.language],
    inbox.settings.languages,
  ),
  embedded: (posted.embed ?? request.query['embed']) === '1',
  page: contextPage(posted.page ?? request.query['page'] ?? headerOf(request, 'referer')) ?? '',
})

/** An answer in JSON that no cache keeps. */
export const json = (body: object, status = 200, headers: Record<string, string> = {}): EndpointResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
})

/** A refusal for a program: an RFC 9457 problem document in the visitor's language. */
export const problem = (refused: Refused, language: Language): EndpointResponse => {
  const { status, code, words, complaints, retryAfterSeconds } = refused
  return json(
    {
      type: 'about:blank',
      title: code,
      status,
      code,
      detail: say(refusalsOnPage[code] ?? words, language),
      ...(complaints.length > 0
        ? { fields: complaints.map(({ field, words: what }) => ({ field, message: say(what, language) })) }
        : {}),
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    },
    status,
    {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
    },
  )
}

const nobody: FormInbox = {
  workspaceId: 0,
  id: '',
  name: '',
  address: undefined,
  language: 'ja',
  token: '',
  settings: settings.parse({}),
  secrets: { signing: '' },
  brand: { name: '', colour: '#2f52a3' },
}

/** Language of a refusal where no form is known. */
const wishedLanguage = (request: EndpointRequest): Language =>
  languageOf([request.query['lang'], headerOf(request, 'accept-language')], ['ja', 'en'])

/** A page that says one sentence, for addresses that lead to no form and requests that can't be read. */
const plainPage = (request: EndpointRequest, refused: Refused): EndpointResponse => {
  const language = wishedLanguage(request)
  const title = say(refused.code === 'form.no-form' ? texts.closed : texts.trouble, language)
  return pageAnswer(request, refused.status, {
    language,
    title,
    style: styleOf(nobody, false),
    embedded: false,
    body: html`<main><div class="card"><h1>${title}</h1><p>${say(refused.words, language)}</p></div></main>`,
  })
}

/** An endpoint's work inside a form; an address that leads to none is answered in the form that was asked for. */
export const inForm =
  (work: (request: EndpointRequest, host: ChannelHost, inbox: FormInbox) => Promise<EndpointResponse>) =>
  async (request: EndpointRequest, host: ChannelHost): Promise<EndpointResponse> => {
    try {
      return await work(request, host, await inboxOf(request.params['token'], host))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return wantsJson(request) ? problem(error, wishedLanguage(request)) : plainPage(request, error)
    }
  }
