import { startMailServer, type MailServer, type MailServerOptions } from '../../test/mailserver/index.ts'
import { freePorts } from '../../test/mailserver/free-ports.ts'
import { startStallProxy, type StallProxy } from '../../test/mailserver/stall-proxy.ts'

/** Domain whose mail Postfix hands to our receiver. */
const RECEIVED = 'in.example'

/** What stands beside the product for a whole run: mailboxes, and a Postfix that hands mail on to our receiver. */
export interface Street {
  mail: MailServer
  /** Between Postfix and our receiver. */
  toReceiver: StallProxy
  receiverPort: number
  stop(): Promise<void>
}

/** Starts the servers, or says why it cannot. */
export const openStreet = async (options: MailServerOptions = {}): Promise<Street | { skipped: string }> => {
  const [receiverPort = 0] = await freePorts(1)
  const toReceiver = await startStallProxy(receiverPort)
  const mail = await startMailServer({
    ...options,
    relay: { domains: [RECEIVED], port: toReceiver.port },
  })
  if ('skipped' in mail) {
    await toReceiver.stop()
    return mail
  }
  return {
    mail,
    toReceiver,
    receiverPort,
    async stop() {
      await mail.stop()
      await toReceiver.stop()
    },
  }
}
