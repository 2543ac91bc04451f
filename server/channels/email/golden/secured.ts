import { base64, bWord, type GoldenMail, jis, letter, mail, multipart, parts, utf8 } from './build.ts'
import { mixed, part, pdf, text, whole } from './build-parts.ts'
import { writeEnveloped, writeSigned } from './write-cms.ts'

const inner = mail(
  [...multipart('mixed', 'i1')],
  [
    parts('i1', [
      [['Content-Type: text/plain; charset=iso-2022-jp'], jis('㈱髙島屋です。注文書を送ります。')],
      part(`application/pdf; name="${bWord('注文書.pdf')}"`, pdf),
    ]),
  ],
)
const mailType = 'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"'
const armour = (kind: string, lines: string): string =>
  `-----BEGIN PGP ${kind}-----\r\n\r\n${lines}\r\n-----END PGP ${kind}-----`

/** Mails that are signed or encrypted. */
export const secured: GoldenMail[] = [
  whole('S/MIME: a signed mail inside its signature', mailType, writeSigned(inner), {
    text: '㈱髙島屋です。注文書を送ります。',
    files: ['注文書.pdf'],
    context: { secured: 'smime-signed' },
  }),
  whole(
    'S/MIME: signed, as a program that streams writes it',
    'application/x-pkcs7-mime; name=smime.p7m',
    writeSigned(inner, { streamed: true }),
    { text: '㈱髙島屋です。注文書を送ります。', files: ['注文書.pdf'], context: { secured: 'smime-signed' } },
  ),
  whole(
    'S/MIME: a signed HTML mail',
    mailType,
    writeSigned(mail(['Content-Type: text/html; charset=utf-8'], [utf8('<p>返品希望</p>')])),
    { text: '返品希望', html: '返品希望', files: [], context: { secured: 'smime-signed' } },
  ),
  whole(
    'S/MIME: signed twice',
    mailType,
    writeSigned(
      mail([`Content-Type: ${mailType}`, 'Content-Transfer-Encoding: base64'], [base64(writeSigned(inner))]),
    ),
    { text: '㈱髙島屋です。注文書を送ります。', files: ['注文書.pdf'], context: { secured: 'smime-signed' } },
  ),
  whole(
    'S/MIME: encrypted',
    'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
    writeEnveloped(),
    {
      text: 'このメールは暗号化されています（S/MIME）。ここでは開けないため、届いた内容を添付ファイルとして保存しています。',
      files: ['smime.p7m'],
      context: { secured: 'smime-encrypted' },
    },
  ),
  whole(
    'S/MIME: signed, with an encrypted mail inside',
    mailType,
    writeSigned(
      mail(
        [
          'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
          'Content-Transfer-Encoding: base64',
        ],
        [base64(writeEnveloped())],
      ),
    ),
    {
      text: 'このメールは暗号化されています（S/MIME）。ここでは開けないため、届いた内容を添付ファイルとして保存しています。',
      files: ['smime.p7m'],
      context: { secured: 'smime-encrypted' },
    },
  ),
  mixed(
    'S/MIME: a signature beside the letter',
    'signed; protocol="application/pkcs7-signature"',
    [
      text('署名付きです'),
      part('application/pkcs7-signature; name=smime.p7s', writeSigned(inner, { apart: true })),
    ],
    { text: '署名付きです', files: ['smime.p7s'], context: { secured: 'smime-signed' } },
  ),
  mixed(
    'a signed file is a file, not a mail',
    'mixed',
    [text('契約書です'), part('application/pkcs7-mime; name="contract.pdf.p7m"', writeSigned(pdf))],
    { text: '契約書です', files: ['contract.pdf.p7m'] },
  ),
  whole('S/MIME: bytes that are none', mailType, Buffer.from('3080068000', 'hex'), {
    files: ['smime.p7m'],
    text: '',
  }),
  mixed(
    'PGP/MIME: encrypted',
    'encrypted; protocol="application/pgp-encrypted"',
    [
      [['Content-Type: application/pgp-encrypted'], 'Version: 1'],
      [
        ['Content-Type: application/octet-stream; name="encrypted.asc"'],
        armour('MESSAGE', 'hQEMA0000000000'),
      ],
    ],
    {
      text: 'このメールは暗号化されています（PGP）。ここでは開けないため、届いた内容を添付ファイルとして保存しています。',
      files: ['encrypted.asc [application/pgp-encrypted]'],
      context: { secured: 'pgp-encrypted' },
    },
  ),
  mixed(
    'PGP/MIME: signed',
    'signed; micalg=pgp-sha512; protocol="application/pgp-signature"',
    [
      text('PGPで署名しました'),
      [['Content-Type: application/pgp-signature; name="signature.asc"'], armour('SIGNATURE', 'iQEz000000')],
    ],
    { text: 'PGPで署名しました', files: ['signature.asc'], context: { secured: 'pgp-signed' } },
  ),
  letter(
    'PGP in the text: encrypted',
    { body: armour('MESSAGE', 'hQEMA0000000000') },
    {
      text: '-----BEGIN PGP MESSAGE-----\n\nhQEMA0000000000\n-----END PGP MESSAGE-----',
      context: { secured: 'pgp-encrypted' },
    },
  ),
  letter(
    'PGP in the text: signed',
    {
      body: `-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA256\r\n\r\nhello\r\n${armour('SIGNATURE', 'iQEz')}`,
    },
    {
      text: `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhello\n${armour('SIGNATURE', 'iQEz').replaceAll('\r\n', '\n')}`,
      context: { secured: 'pgp-signed' },
    },
  ),
  letter(
    'PGP of somebody else in a quotation',
    { body: '> -----BEGIN PGP SIGNED MESSAGE-----\r\n> hello\r\nI got this.' },
    { text: '> -----BEGIN PGP SIGNED MESSAGE-----\n> hello\nI got this.' },
  ),
]
