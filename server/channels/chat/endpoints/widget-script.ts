import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Endpoint, EndpointResponse } from '../../channel.ts'
import { launcherSettings } from '../public-settings.ts'
import { inInbox } from '../visit.ts'

const LOADER = join(import.meta.dirname, '../../../../dist/widget/widget.js')

/**
 * `GET /:token/widget.js`: the one line that a shop embeds. The launcher's settings travel inside, so that a change
 * shows on every page without touching it, and nothing else is loaded before the window is opened.
 */
export const widgetScript: Endpoint = {
  method: 'GET',
  path: '/:token/widget.js',
  cors: true,
  perMinute: 6000,
  handle: inInbox(async ({ inbox }): Promise<EndpointResponse> => {
    const loader = await readFile(LOADER, 'utf8').catch(() => undefined)
    if (loader === undefined) {
      return {
        status: 503,
        headers: { 'retry-after': '5' },
        body: '// The widget is not built yet: npm run build',
      }
    }
    const config = { token: inbox.token, ...launcherSettings(inbox) }
    return {
      status: 200,
      headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=300' },
      body: `window.MadoguchiConfig=${JSON.stringify(config)};\n${loader}`,
    }
  }),
}
