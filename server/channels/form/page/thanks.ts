import type { FormInbox } from '../settings.ts'
import { say, texts, type Language } from '../words.ts'
import { html, paragraphs, type Html } from './html.ts'

/** What a customer sees once the inquiry is kept. The page's script fills the code into the same markup. */
export const thanksOf = (inbox: FormInbox, language: Language, code: string, again: string): Html => {
  const { thanks, acknowledge } = inbox.settings
  return html`<h1 tabindex="-1">${say(texts.sent, language)}</h1>
<div>${paragraphs(say(thanks, language))}</div>
<div class="sent"><p>${say(texts.code, language)}</p><p class="code" data-code>${code}</p></div>
${acknowledge.enabled && html`<p>${say(texts.receipt, language)}</p>`}
<p><a href="${again}">${say(texts.again, language)}</a></p>`
}
