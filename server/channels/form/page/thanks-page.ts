import type { EndpointResponse } from '../../channel.ts'
import { say, texts } from '../words.ts'
import { assetPath } from './assets.ts'
import { pageAnswer } from './document.ts'
import { addressOf, type Showing } from './form-page.ts'
import { html } from './html.ts'
import { styleOf } from './style.ts'
import { thanksOf } from './thanks.ts'

/** The page that follows a form which a browser sent by itself. */
export const thanksPage = (showing: Showing, code: string): EndpointResponse => {
  const { request, inbox, language, embedded } = showing
  return pageAnswer(request, 200, {
    language,
    title: `${say(texts.sent, language)} | ${inbox.brand.name}`,
    style: styleOf(inbox, embedded),
    script: assetPath('form.js'),
    embedded,
    body: html`<main>
<header><p>${inbox.brand.name}</p></header>
<div class="card" id="card">${thanksOf(inbox, language, code, addressOf(showing, language))}</div>
</main>`,
  })
}
