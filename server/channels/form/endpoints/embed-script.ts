import type { Endpoint } from '../../channel.ts'
import { assetOf } from '../page/assets.ts'
import { squeezed } from '../page/document.ts'
import { texts } from '../words.ts'
import { inForm } from '../visit.ts'

/** `GET /:token/embed.js`: the one line that a shop puts where its form shall stand. */
export const embedScript: Endpoint = {
  method: 'GET',
  path: '/:token/embed.js',
  cors: true,
  perMinute: 6000,
  handle: inForm(async (request, _host, inbox) => {
    const { languages, title } = inbox.settings
    const config = { token: inbox.token, languages, title: title.ja || title.en ? title : texts.frame }
    return squeezed(
      request,
      200,
      `((config) => {\n${assetOf('embed.js')?.text ?? ''}})(${JSON.stringify(config)})`,
      {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=300',
      },
    )
  }),
}
