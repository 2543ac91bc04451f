import type { ChannelHost, InboxAccount } from '../../channel.ts'
import { type Account, accountOf, domainOf, mailboxOf } from '../account.ts'

/** How long the list of inboxes is used before it is read again; milliseconds. */
const remembered = 10_000

/** Finds the inbox that a mail is for. */
export class InboxFinder {
  readonly #host: ChannelHost
  #accounts: Promise<Account[]> = Promise.resolve([])
  #readAt = Number.NEGATIVE_INFINITY

  constructor(host: ChannelHost) {
    this.#host = host
  }

  /**
   * The inbox behind `<token>@anything` or with this very address, plus tags aside; undefined for strangers, for
   * whom nothing is taken in.
   */
  async find(address: string): Promise<InboxAccount | undefined> {
    const local = address.slice(0, Math.max(0, address.lastIndexOf('@'))).replace(/\+.*$/s, '')
    const byToken = /^[\w-]{8,100}$/.test(local) ? await this.#host.inboxByToken('email', local) : undefined
    if (byToken) return byToken
    const accounts = await this.#list()
    return accounts.find(
      ({ settings, token }) =>
        // Some servers write addresses in small letters, tokens among them.
        token.toLowerCase() === local.toLowerCase() ||
        (mailboxOf(settings.address) === mailboxOf(address) &&
          domainOf(settings.address) === domainOf(address)),
    )
  }

  /** Whether the address is one of ours although nothing can be taken in for it now. */
  knows(address: string): Promise<boolean> {
    const at = address.lastIndexOf('@')
    const token = address.slice(0, Math.max(0, at)).replace(/\+.*$/s, '')
    return this.#host.knows('email', { token, addresses: [address, `${token}${address.slice(at)}`] })
  }

  #list(): Promise<Account[]> {
    const now = performance.now()
    if (now - this.#readAt > remembered) {
      this.#readAt = now
      this.#accounts = this.#host
        .inboxes('email')
        .then((inboxes) => inboxes.flatMap((inbox) => accountOf(inbox) ?? []))
      // A failed look must not be remembered.
      this.#accounts.catch(() => {
        this.#readAt = Number.NEGATIVE_INFINITY
      })
    }
    return this.#accounts
  }
}
