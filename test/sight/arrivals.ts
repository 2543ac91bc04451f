import { newId } from '../../server/kernel/ids.ts'
import type { TestApp } from '../harness/app.ts'
import { mark } from './rule.ts'

/** Hands over what came to a mail inbox, as its channel does. */
const arrives = async (app: TestApp, token: string, raw: string, externalId: string): Promise<void> => {
  const { host } = app.app.channels
  const account = await host.inboxByToken('email', token)
  if (!account) throw new Error('no inbox')
  await host.accept(account, Buffer.from(raw), externalId)
}

/** What nobody can read comes to a mail inbox. */
export const unreadable = (app: TestApp, token: string): Promise<void> =>
  arrives(app, token, `${mark()} no mail`, newId())

/** A letter comes, and once more with other words under the same id. */
export const letterFrom = async (app: TestApp, token: string, from: string): Promise<void> => {
  const externalId = newId()
  for (const subject of [mark(), mark()])
    await arrives(
      app,
      token,
      [`From: ${from}`, `Subject: ${subject}`, `Message-ID: <${newId()}@x.example>`, '', mark()].join('\r\n'),
      externalId,
    )
}
