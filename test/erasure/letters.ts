import { docx } from '../../server/kernel/file-text/fixtures/files.ts'

/** The address of the desk to which everybody writes. */
export const ADDRESS = 'desk@shop.example'

/** Everything that says who it was, or what was said. */
export const secrets = {
  name: '極秘山 花子',
  kana: 'ゴクヒヤマ ハナコ',
  mail: 'gokuhi.hanako@mail.example',
  secondName: '極秘川 ハナ',
  secondMail: 'hana.second@phone.example',
  phone: '09087654321',
  phoneTyped: '090-8765-4321',
  attribute: 'ひみつの会員',
  subject: '植木鉢の件',
  words: '荷物の置き場所は裏口の植木鉢の下です',
  answer: '植木鉢の下を確認いたしました',
  unsent: '後でお送りする植木鉢のご案内',
  note: '電話では怒っていました',
  about: 'いつも夜に電話が来る',
  task: '裏口の鍵を確認する',
  complaint: '届いた植木鉢の鉢底が割れていた',
  asked: '植木鉢の置き場所を倉庫に尋ねる',
  told: '倉庫では植木鉢を見ていない',
  handover: '植木鉢のお客様は夜に折り返す',
  draft: '書きかけの返事ですが植木鉢',
  fileName: 'ueki-himitsu.docx',
  fileText: '添付書類の中の秘密',
  plainFile: 'plain-himitsu.txt',
  plainText: '平文の添付の秘密',
  messageId: 'first-letter-7@mail.example',
}

/** In Base64. */
export const b64 = (content: Buffer | string): string => Buffer.from(content).toString('base64')

/** Headers of a letter to the desk. */
export const letter = (from: string, id: string, more: string[] = []): string[] => [
  `From: ${from}`,
  `To: ${ADDRESS}`,
  `Message-ID: <${id}>`,
  'MIME-Version: 1.0',
  ...more,
]

/** The first letter of the person, with files. */
export const firstLetter = (): [headers: string[], body: string, externalId: string] => [
  letter(`=?utf-8?B?${b64(secrets.name)}?= <${secrets.mail}>`, secrets.messageId, [
    `Subject: =?utf-8?B?${b64(secrets.subject)}?=`,
    'Content-Type: multipart/mixed; boundary=B',
  ]),
  [
    '--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n',
    `<p>${secrets.words}</p>`,
    `--B\r\nContent-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document; name=${secrets.fileName}`,
    `Content-Disposition: attachment; filename=${secrets.fileName}\r\nContent-Transfer-Encoding: base64\r\n`,
    b64(docx(secrets.fileText)),
    `--B\r\nContent-Type: text/plain; charset=utf-8; name=${secrets.plainFile}`,
    `Content-Disposition: attachment; filename=${secrets.plainFile}\r\nContent-Transfer-Encoding: 8bit\r\n`,
    secrets.plainText,
    '--B--',
  ].join('\r\n'),
  `mid:${secrets.messageId}:1`,
]

/** What a mail server says late of an answer of ours. */
export const lateReport = (key: string): [headers: string[], body: string, externalId: string] => [
  [
    'From: MAILER-DAEMON@mail.example',
    `To: ${ADDRESS}`,
    'Message-ID: <late-report@mail.example>',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=R',
  ],
  [
    `--R\r\nContent-Type: text/plain\r\n\r\n<${secrets.mail}>: mailbox gone\r\n`,
    '--R\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n',
    `Final-Recipient: rfc822; ${secrets.mail}\r\nAction: failed\r\nStatus: 5.1.1`,
    `Diagnostic-Code: smtp; 550 <${secrets.mail}> mailbox gone\r\n`,
    `--R\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <${key}>\r\nTo: ${secrets.mail}\r\n`,
    '--R--',
  ].join('\r\n'),
  'late-report',
]
