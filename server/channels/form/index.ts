import type { Channel } from '../channel.ts'
import { embedScript } from './endpoints/embed-script.ts'
import { getAsset } from './endpoints/get-asset.ts'
import { getChallenge } from './endpoints/get-challenge.ts'
import { getPage } from './endpoints/get-page.ts'
import { postForm } from './endpoints/post-form.ts'
import { EMAIL } from './fields.ts'
import { parse } from './parse.ts'
import { send } from './send.ts'
import { secrets, settings, type FormSecrets, type FormSettings } from './settings.ts'
import { view } from './view.ts'
import { CHANNEL } from './visit.ts'

/** Contact forms: a page of their own, or inside of the shop's pages. One inbox is one form. */
export const channel: Channel<FormSettings, FormSecrets> = {
  name: CHANNEL,
  title: { en: 'Contact form', ja: 'お問い合わせフォーム' },
  abilities: {
    html: false,
    subject: true,
    attachments: true,
    copies: true,
    live: false,
    startsConversations: false,
    // Its answers go by mail, which cannot tell a second delivery from the first.
    repeatable: false,
    receipts: [],
  },
  addressKind: EMAIL,
  settings,
  secrets,
  view,
  parse: (raw) => parse(raw),
  send,
  reaches: async () => 'elsewhere',
  endpoints: [getPage, getAsset, getChallenge, embedScript, postForm],
}
