import type { Channel } from '../channel.ts'
import { getFile } from './endpoints/get-file.ts'
import { listMessages } from './endpoints/list-messages.ts'
import { markRead } from './endpoints/mark-read.ts'
import { openSession } from './endpoints/open-session.ts'
import { postMessage } from './endpoints/post-message.ts'
import { previewPage } from './endpoints/preview-page.ts'
import { widgetScript } from './endpoints/widget-script.ts'
import { liveEndpoint } from './live.ts'
import { notify } from './notify.ts'
import { KIND, parse } from './parse.ts'
import { reaches } from './reaches.ts'
import { send } from './send.ts'
import { chatInbox, secrets, settings, type ChatSecrets, type ChatSettings } from './settings.ts'
import { view } from './view.ts'
import { CHANNEL } from './visit.ts'

/** Chat in a window on the shop's pages. */
export const channel: Channel<ChatSettings, ChatSecrets> = {
  name: CHANNEL,
  title: { en: 'Chat', ja: 'チャット' },
  abilities: {
    html: false,
    subject: false,
    attachments: true,
    copies: false,
    live: true,
    startsConversations: false,
    repeatable: true,
    receipts: ['delivered', 'read'],
  },
  addressKind: KIND,
  settings,
  secrets,
  view,
  parse: (raw, inbox) => parse(raw, chatInbox(inbox)),
  send: (message, inbox, host) => send(message, chatInbox(inbox), host),
  reaches: (answer, inbox, host) => reaches(answer, chatInbox(inbox), host),
  notify: (news, inbox, host) => notify(news, chatInbox(inbox), host),
  endpoints: [openSession, listMessages, postMessage, markRead, getFile, widgetScript, previewPage],
  liveEndpoint,
}
