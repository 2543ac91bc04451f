/** The parts of oidc-provider that the tests set up. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  export default class Provider {
    constructor(issuer: string, configuration: object)
    callback(): RequestListener
    proxy: boolean
  }
}
