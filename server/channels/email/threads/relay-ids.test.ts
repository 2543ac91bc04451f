import { expect, it } from 'vitest'
import { relayIdIn } from './relay-ids.ts'

const given = '0106019a3c0a4f77-2d1f6c1e-7d5b-4c3f-9a53-0d0a6e2b7c11-000000'

it.each([
  [`250 Ok ${given}`, 'email-smtp.ap-northeast-1.amazonaws.com', `${given}@ap-northeast-1.amazonses.com`],
  [`250 Ok ${given}\r\n`, 'email-smtp.us-east-1.amazonaws.com', `${given}@email.amazonses.com`],
  [
    `250 Ok ${given}`,
    'vpce-0a1b-c2d3.email-smtp.eu-west-1.vpce.amazonaws.com.',
    `${given}@eu-west-1.amazonses.com`,
  ],
  [
    '250 2.0.0 OK <TY2PR01MB0001@TY2PR01MB0001.jpnprd01.prod.outlook.com> [Hostname=TY2PR01MB0001]',
    'smtp.office365.com',
    'TY2PR01MB0001@TY2PR01MB0001.jpnprd01.prod.outlook.com',
  ],
  [`250 Ok ${given}`, '192.0.2.7', undefined],
  ['250 2.0.0 Ok: queued as 4XyZ', 'mail.shop.example', undefined],
  ['250 Ok 0106', 'email-smtp.ap-northeast-1.amazonaws.com', undefined],
])('reads the id that a relay gives from %s of %s', (answer, host, id) => {
  expect(relayIdIn(answer, host)).toBe(id)
})
