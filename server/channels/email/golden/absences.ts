import { bWord, type GoldenMail, mail, multipart, parts, utf8 } from './build.ts'
import { ownId } from './bounces-build.ts'

const answersUs = `In-Reply-To: <${ownId}>`

const notice = (
  name: string,
  subject: string,
  headers: string[],
  expected: GoldenMail['expected'] = { machine: 'absence' },
): GoldenMail => ({
  name: `absence: ${name}`,
  raw: mail(
    [
      'From: hanako@customer.example',
      'To: support@shop.example',
      'Message-ID: <away@customer.example>',
      `Subject: ${bWord(subject, 'utf-8')}`,
      'Content-Type: text/plain; charset=utf-8',
      ...headers,
    ],
    [utf8('…')],
  ),
  expected: {
    subject,
    text: '…',
    ...(headers.includes(answersUs) ? { threadKeys: [ownId] } : {}),
    ...expected,
  },
})

const person = {}

/** Notices of people who are away: eight in Japanese, the rest in other languages, and letters that are none. */
export const absences: GoldenMail[] = [
  notice('サイボウズ, which says nothing of itself', '【自動返信】不在のお知らせ', [answersUs]),
  notice('desknet’s', '自動応答：ただいま外出中です', [answersUs]),
  notice('leave', '育休中につき、メールを確認できません', [answersUs]),
  notice('business trip', '出張中です', [answersUs]),
  notice('closed days', '年末年始休業のお知らせ', [answersUs, 'X-Autoreply: yes']),
  notice('Exchange in Japanese', '自動応答: ご注文について', [
    'X-Auto-Response-Suppress: All',
    'Auto-Submitted: auto-generated',
  ]),
  notice('resigned', '退職のご挨拶（自動返信）', ['Precedence: auto_reply']),
  notice('a shop’s own receipt', 'お問い合わせありがとうございます', ['Auto-Submitted: auto-replied']),
  notice('Outlook', 'Automatic reply: Your order', [answersUs]),
  notice('Exchange of old', 'Out of Office: Re: Your order', [answersUs]),
  notice('vacation(1)', 'Re: Your order', ['Auto-Submitted: auto-replied', 'Precedence: bulk']),
  notice('Gmail', 'Out of the office until Monday', ['X-Autoreply: yes', 'Precedence: bulk']),
  notice('German', 'Automatische Antwort: Ihre Bestellung', [answersUs]),
  notice('German, away', 'Abwesenheitsnotiz: Ihre Bestellung', [answersUs]),
  notice('French', 'Réponse automatique : votre commande', [answersUs]),
  notice('French, away', 'Message d’absence : votre commande', [answersUs]),
  notice('Spanish', 'Respuesta automática: Su pedido', [answersUs]),
  notice('Italian', 'Risposta automatica: ordine', [answersUs]),
  notice('Dutch', 'Automatisch antwoord: bestelling', [answersUs]),
  notice('Swedish', 'Automatiskt svar: beställning', [answersUs]),
  notice('Danish', 'Automatisk svar: ordre', [answersUs]),
  notice('Finnish', 'Automaattinen vastaus: tilaus', [answersUs]),
  notice('Polish', 'Automatyczna odpowiedź: zamówienie', [answersUs]),
  notice('Czech', 'Automatická odpověď: objednávka', [answersUs]),
  notice('Russian', 'Автоматический ответ: заказ', [answersUs]),
  notice('Turkish', 'Otomatik Yanıt: sipariş', [answersUs]),
  notice('Korean', '부재중 자동 회신: 문의', [answersUs]),
  notice('Chinese', '自动回复: 您的订单', [answersUs]),
  notice('Chinese of Taiwan', '自動回覆: 您的訂單', [answersUs]),
  notice('rules of Exchange', 'Gone fishing', [
    'X-MS-Exchange-Inbox-Rules-Loop: hanako@customer.example',
    'Return-Path: <>',
  ]),
  notice('a customer who missed a parcel', '不在票が入っていました', [answersUs], person),
  notice('a customer who was out', '外出中に届いた荷物の件', [answersUs], person),
  notice('a customer who did not get our receipt', '自動返信メールが届きません', [answersUs], person),
  notice('an answer to a mail of ours about absence', 'Re: 不在のお知らせ', [answersUs], person),
  notice('the same words from a stranger', '不在のお知らせ', [], person),
  {
    name: 'with a file, it is a person’s',
    raw: mail(
      [
        'From: hanako@customer.example',
        'To: support@shop.example',
        'Subject: Out of office',
        answersUs,
        ...multipart('mixed', 'b1'),
      ],
      [
        parts('b1', [
          [['Content-Type: text/plain'], 'I was out of office. Here is the form.'],
          [
            ['Content-Type: application/pdf', 'Content-Disposition: attachment; filename=form.pdf'],
            '%PDF-1.4',
          ],
        ]),
      ],
    ),
    expected: {
      subject: 'Out of office',
      text: 'I was out of office. Here is the form.',
      files: ['form.pdf'],
      threadKeys: [ownId],
    },
  },
]
