import type { ChannelHost, EndpointRequest, EndpointResponse } from '../../channel.ts'
import { complaints as sentences, fileTooLarge, tooManyFiles } from '../answers/complaints.ts'
import { freshToken } from '../proof/fresh-token.ts'
import type { Refused } from '../refuse.ts'
import type { FormInbox } from '../settings.ts'
import { shownFields } from '../shown.ts'
import { say, texts, type Language, type Words } from '../words.ts'
import { assetPath } from './assets.ts'
import { pageAnswer } from './document.ts'
import { askField } from './field.ts'
import { html, paragraphs, type Html } from './html.ts'
import { styleOf } from './style.ts'
import { thanksOf } from './thanks.ts'

/** One showing of a form. */
export interface Showing {
  request: EndpointRequest
  host: ChannelHost
  inbox: FormInbox
  language: Language
  embedded: boolean
  /** The page that the form stands in, or that the visitor came from. */
  page: string
  /** What was typed before, and why it comes back. */
  values?: ReadonlyMap<string, string>
  refused?: Refused
}

/** Name of the field that people don't see and programs fill in. */
export const TRAP = 'contact_url'

/** The form as a page of its own or for a frame: complete without any script. */
export const formPage = (showing: Showing): EndpointResponse => {
  const { request, inbox, language, embedded, refused } = showing
  const title = say(inbox.settings.title, language)
  const retry = refused?.retryAfterSeconds
  return pageAnswer(
    request,
    refused?.status ?? 200,
    {
      language,
      title: `${refused ? `${say(texts.trouble, language)} – ` : ''}${title} | ${inbox.brand.name}`,
      style: styleOf(inbox, embedded),
      script: assetPath('form.js'),
      embedded,
      body: html`<main>
${headOf(showing)}
<div class="card" id="card">
<h1>${title}</h1>
<div class="intro">${paragraphs(say(inbox.settings.introduction, language))}</div>
<noscript><p class="note">${say(inbox.settings.protection.withoutScript ? texts.noScript : texts.needsScript, language)}</p></noscript>
${bodyOf(showing)}
</div>
<template id="thanks">${thanksOf(inbox, language, '', addressOf(showing, language))}</template>
</main>`,
    },
    retry === undefined ? {} : { 'retry-after': String(retry) },
  )
}

/** The form's address in a language. Relative, so that it holds behind every proxy. */
export const addressOf = ({ inbox, embedded, page }: Showing, language: Language): string => {
  const query = new URLSearchParams({ lang: language, ...(embedded ? { embed: '1', page } : {}) })
  return `/channels/form/${inbox.token}?${query}`
}

const NAMES = { ja: '日本語', en: 'English' } satisfies Record<Language, string>

const headOf = (showing: Showing): Html => {
  const { inbox, language } = showing
  const { languages } = inbox.settings
  return html`<header><p>${inbox.brand.name}</p>${
    languages.length > 1 &&
    html`<nav aria-label="${say(texts.languages, language)}">${languages.map((one) =>
      one === language
        ? html`<strong aria-current="true" lang="${one}">${NAMES[one]}</strong>`
        : html`<a href="${addressOf(showing, one)}" lang="${one}" hreflang="${one}">${NAMES[one]}</a>`,
    )}</nav>`
  }</header>`
}

/** Sentences that the page's script says by itself. */
const said = (most: number, bytes: number, language: Language): Record<string, string> => {
  const words: Record<string, Words> = {
    missing: sentences.missing,
    unchosen: sentences.unchosen,
    unchecked: sentences.unchecked,
    noFile: sentences.noFile,
    email: sentences.email,
    date: sentences.date,
    fileTooLarge: fileTooLarge(Math.floor(bytes / 1024 / 1024)),
    tooManyFiles: tooManyFiles(most),
    summary: texts.summary,
    trouble: texts.trouble,
    sending: texts.sending,
    checking: texts.checking,
    unreachable: texts.unreachable,
  }
  return Object.fromEntries(Object.entries(words).map(([key, both]) => [key, say(both, language)]))
}

const bodyOf = (showing: Showing): Html => {
  const { request, host, inbox, language, embedded, page, values = new Map(), refused } = showing
  const { attachments, fields, protection } = inbox.settings
  const shown = shownFields(fields, language, Object.fromEntries(values))
  const complaints = new Map(refused?.complaints.map(({ field, words }) => [field, words]))
  const { token, bits } = freshToken(inbox, request.network)
  const bytes = Math.min(attachments.largestMegabytes * 1024 * 1024, host.maxUploadBytes)
  const config = {
    bits,
    challenge: `/channels/form/${inbox.token}/challenge`,
    solver: assetPath('solve.js'),
    minimum: protection.minimumSeconds * 1000,
    most: attachments.most,
    bytes,
    words: said(attachments.most, bytes, language),
  }
  const asked = fields.filter(({ languages }) => !languages || languages.includes(language))
  // The ticket stands first: without a good one no file is taken that follows.
  return html`<form id="form" method="post" action="/channels/form/${inbox.token}" enctype="multipart/form-data" accept-charset="utf-8" data-config="${JSON.stringify(config)}">
<input type="hidden" name="token" value="${token}" autocomplete="off">
<input type="hidden" name="proof" value="" autocomplete="off">
<input type="hidden" name="language" value="${language}">
<input type="hidden" name="embed" value="${embedded ? '1' : ''}">
<input type="hidden" name="page" value="${page}">
${summaryOf(showing)}
${asked.map((field) =>
  askField(
    {
      field,
      language,
      value: values.get(field.key) ?? '',
      complaint: complaints.get(field.key),
      shown: shown.has(field.key),
    },
    inbox,
  ),
)}
<div class="trap" aria-hidden="true"><label for="${TRAP}">${say(texts.emptyTrap, language)}</label><input id="${TRAP}" name="${TRAP}" type="text" tabindex="-1" autocomplete="off"></div>
<button type="submit">${say(texts.send, language)}</button>
<p role="status" id="status"></p>
</form>`
}

/** Why the form came back, with a way to each field that needs attention. Empty on the first showing. */
const summaryOf = ({ refused, language, inbox }: Showing): Html => {
  const listed = (refused?.complaints ?? []).map(({ field, words }) => {
    const label = inbox.settings.fields.find(({ key }) => key === field)?.label
    return html`<li><a href="#i-${field}">${label && say(label, language)}</a>${language === 'ja' ? '：' : ': '}${say(words, language)}</li>`
  })
  const [head, text] =
    listed.length > 0 ? [texts.summary, undefined] : [texts.trouble, refused && say(refused.words, language)]
  return html`<div class="summary" id="summary" role="alert" tabindex="-1"${!refused && html` hidden`}>${
    refused &&
    html`<h2>${say(head, language)}</h2>${text && html`<p>${text}</p>`}${listed.length > 0 && html`<ul>${listed}</ul>`}`
  }</div>`
}
