import { expect, it } from 'vitest'
import { explainConnection } from './connection-words.ts'

it('tells of a failed encryption what went wrong, not where in the library it was noticed', () => {
  const error = Object.assign(
    new Error(
      '409D09760D7F0000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/openssl/openssl/ssl/record/methods/tlsany_meth.c:77:\n',
    ),
    { code: 'ERR_SSL_WRONG_VERSION_NUMBER' },
  )
  expect(
    explainConnection(error, { protocol: 'IMAP', host: 'imap.shop.example', port: 143, security: 'tls' }).en,
  ).toBe(
    'An encrypted connection to imap.shop.example:143 could not be made. For this kind of encryption the usual port is 993; 143 is set. Check port and encryption (TLS or STARTTLS). (wrong version number)',
  )
})
